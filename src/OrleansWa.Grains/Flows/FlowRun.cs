using System.Collections.Immutable;
using System.Text;
using OrleansWa.Grains.Flows.Nodes;

namespace OrleansWa.Grains.Flows;

/// <summary>One turn of an execution, from node to node, within <see cref="FlowLimits"/>. Used once.</summary>
internal sealed class FlowRun(
    FlowGraph graph, FlowExecution execution, FlowContext context, FlowInput input, DateTimeOffset now, double chance)
{
    private readonly ImmutableArray<FlowEffect>.Builder _effects = ImmutableArray.CreateBuilder<FlowEffect>();
    private FlowVariables _variables = execution.Variables;
    private int _effectBytes;
    private int _steps;

    /// <summary>Enters the execution's node.</summary>
    public FlowStep Start() =>
        graph.Node(execution.NodeId) is { } node ? Run(node, Enter(node)) : End(FlowEndReasons.FlowBroken, execution.NodeId);

    /// <summary>Goes on at the node the execution waits at.</summary>
    public FlowStep Resume() =>
        graph.Node(execution.NodeId) is { } node ? Run(node, node.Resume(Turn)) : End(FlowEndReasons.FlowBroken, execution.NodeId);

    private NodeTurn Turn => new(_variables, context, input, now, chance);

    private FlowStep Run(FlowNode node, NodeResult result)
    {
        // Bounded by the step limit in NextOrEnd.
        while (true)
        {
            if (LimitPassedBy(result) is { } limit)
            {
                return End(limit, node.Id);
            }

            Keep(result);
            var (next, step) = NextOrEnd(node, result);
            if (next is null)
            {
                return step!;
            }

            (node, result) = (next, Enter(next));
        }
    }

    private (FlowNode? Next, FlowStep? Step) NextOrEnd(FlowNode node, NodeResult result)
    {
        if (result.Move == NodeMove.Wait)
        {
            return (null, Wait(node));
        }

        if (result.Move != NodeMove.Follow)
        {
            return (null, End(result.EndReason ?? FlowEndReasons.FlowBroken, node.Id));
        }

        return graph.Exit(node, result.Handle) is { } edge ? Along(edge) : (null, End(FlowEndReasons.Completed, node.Id));
    }

    private (FlowNode? Next, FlowStep? Step) Along(FlowEdge edge) => graph.Node(edge.Target) switch
    {
        null => (null, End(FlowEndReasons.FlowBroken, edge.Source)),
        _ when _steps >= FlowLimits.StepsWithoutWaiting => (null, End(FlowEndReasons.StepLimit, edge.Source)),
        var next => (next, null),
    };

    private NodeResult Enter(FlowNode node)
    {
        _steps++;
        return node.Enter(Turn);
    }

    // What passes a limit is dropped whole, with its variables: a flow stops before the limit, not somewhere behind it.
    private string? LimitPassedBy(NodeResult result)
    {
        if (result.Variables.SizeBytes > FlowLimits.VariableBytes)
        {
            return FlowEndReasons.VariablesTooLarge;
        }

        var isTooMuch = _effects.Count + result.Effects.Length > FlowLimits.Effects
            || _effectBytes + result.Effects.Sum(SizeOf) > FlowLimits.EffectBytes;
        return isTooMuch ? FlowEndReasons.EffectsLimit : null;
    }

    private void Keep(NodeResult result)
    {
        _variables = result.Variables;
        _effects.AddRange(result.Effects);
        _effectBytes += result.Effects.Sum(SizeOf);
    }

    private FlowStep Wait(FlowNode node) => new(
        execution with { NodeId = node.Id, Variables = _variables, StepCount = execution.StepCount + _steps }, _effects.ToImmutable(), null);

    private FlowStep End(string reason, string nodeId) => new(null, _effects.ToImmutable(), new FlowEnd(reason, nodeId));

    private static int SizeOf(FlowEffect effect) => effect is SendMessageEffect send ? Encoding.UTF8.GetByteCount(send.Content.Json) : 0;
}
