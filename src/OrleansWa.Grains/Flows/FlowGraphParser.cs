using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using OrleansWa.Contracts;
using OrleansWa.Grains.Flows.Nodes;

namespace OrleansWa.Grains.Flows;

/// <summary>Reads a graph's JSON. It judges the shape only; whether the flow makes sense is <see cref="FlowValidator"/>'s question.</summary>
internal sealed class FlowGraphParser
{
    // A member that comes twice has no one meaning.
    private static readonly JsonDocumentOptions StrictJson = new() { AllowDuplicateProperties = false };

    private readonly List<FieldError> _errors = [];

    private FlowGraphParser()
    {
    }

    /// <summary>See <see cref="FlowGraph.Parse"/>.</summary>
    public static FlowGraph Parse(string graphJson)
    {
        var bytes = Encoding.UTF8.GetBytes(graphJson);
        if (bytes.Length > FlowLimits.GraphBytes)
        {
            throw Malformed(new FieldError("graph", $"The graph has {bytes.Length} bytes; at most {FlowLimits.GraphBytes} are possible."));
        }

        using var document = Open(bytes);
        return new FlowGraphParser().Read(document.RootElement);
    }

    private static JsonDocument Open(byte[] bytes)
    {
        try
        {
            return JsonDocument.Parse(bytes, StrictJson);
        }
        catch (JsonException e)
        {
            throw Malformed(new FieldError("graph", $"Not JSON: {e.Message}"));
        }
        catch (InvalidOperationException)
        {
            throw Malformed(new FieldError("graph", "The name of a member is not valid Unicode."));
        }
    }

    private FlowGraph Read(JsonElement root)
    {
        _errors.AddRange(JsonUnicode.Faults(root).Take(FlowLimits.Errors));
        ThrowIfFaulty();
        var nodes = Rows(root, "nodes", FlowLimits.Nodes).Select(ReadNode).OfType<FlowNode>().ToImmutableArray();
        var edges = Rows(root, "edges", FlowLimits.Edges).Select(ReadEdge).OfType<FlowEdge>().ToImmutableArray();
        ThrowIfFaulty();
        return new FlowGraph(nodes, edges);
    }

    private IEnumerable<(JsonElement Row, int Index)> Rows(JsonElement root, string name, int limit)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out var rows) || rows.ValueKind != JsonValueKind.Array)
        {
            _errors.Add(new FieldError(name, $"The graph needs an array '{name}'."));
            return [];
        }

        if (rows.GetArrayLength() > limit)
        {
            _errors.Add(new FieldError(name, $"There are {rows.GetArrayLength()}; at most {limit} are possible."));
            return [];
        }

        return rows.EnumerateArray().Select((row, index) => (row, index));
    }

    private FlowNode? ReadNode((JsonElement Row, int Index) at)
    {
        var reader = new JsonObjectReader(at.Row, $"nodes[{at.Index}]", _errors);
        var id = Id(reader, "id");
        var type = reader.Text("type", required: true);
        var data = new JsonObjectReader(reader.Object("data"), $"nodes[{at.Index}].data", _errors);
        return id is null || type is null ? null : FlowNodeTypes.Create(type, new FlowNodeSource(id, at.Index, data));
    }

    private FlowEdge? ReadEdge((JsonElement Row, int Index) at)
    {
        var reader = new JsonObjectReader(at.Row, $"edges[{at.Index}]", _errors);
        var (source, target) = (Id(reader, "source"), Id(reader, "target"));
        var (id, handle) = (reader.Text("id"), reader.Text("sourceHandle"));
        // Editors write "" as well as null for the only exit.
        return source is null || target is null ? null : new FlowEdge(at.Index, id, source, handle is "" ? null : handle, target);
    }

    private string? Id(JsonObjectReader reader, string name)
    {
        var id = reader.Text(name, required: true);
        if (id is null or { Length: > 0 and <= FlowLimits.IdLength })
        {
            return id;
        }

        _errors.Add(new FieldError(reader.At(name), $"An id has 1 to {FlowLimits.IdLength} characters."));
        return null;
    }

    private void ThrowIfFaulty()
    {
        if (_errors.Count > 0)
        {
            throw Malformed([.. _errors.Take(FlowLimits.Errors)]);
        }
    }

    private static ProblemException Malformed(params ImmutableArray<FieldError> errors) => new(
        ProblemKind.Invalid, "flow_malformed", $"The flow's graph cannot be read: {errors[0].Field}: {errors[0].Message}", errors);
}
