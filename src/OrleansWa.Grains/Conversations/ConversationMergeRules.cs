using System.Text.Json;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Grains.Conversations;

/// <summary>Two conversations of one person become one: the flow where the person wrote last goes on, the other ends as <c>merged</c> (DESIGN.md). Pure.</summary>
internal static class ConversationMergeRules
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>What the conversation that ends hands over.</summary>
    public static MergedConversation HandOver(ConversationState state) => new(
        state.LastInboundAt, state.BotOff, state.ContactName, state.Phone, state.Flow is null ? null : JsonSerializer.Serialize(state.Flow, Json));

    /// <summary>The conversation that ends, once it has handed over.</summary>
    public static ConversationState End(ConversationState state, string into) => state with { MergedInto = into, Flow = null, LastFlowEnd = Ended(state) };

    /// <summary>The conversation that goes on. What it knows already changes nothing, so that it may be told twice.</summary>
    public static ConversationState TakeOver(ConversationState state, MergedConversation other)
    {
        var named = state with { ContactName = state.ContactName ?? other.ContactName, Phone = state.Phone ?? other.Phone };
        return other.LastInboundAt is not { } at || at <= state.LastInboundAt
            ? named
            : named with
            {
                LastInboundAt = at,
                BotOff = other.BotOff,
                Flow = other.FlowJson is null ? null : JsonSerializer.Deserialize<FlowExecution>(other.FlowJson, Json),
                LastFlowEnd = other.FlowJson is null ? Ended(state) : null,
            };
    }

    private static FlowEnd? Ended(ConversationState state) => state.Flow is { } flow ? new FlowEnd(FlowEndReasons.Merged, flow.NodeId) : state.LastFlowEnd;
}
