using System.Collections.Immutable;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Grains.Flows;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Conversations;

/// <summary>Stored state of a conversation: small and bounded. History is rows.</summary>
[StateSchema(1)]
internal sealed record ConversationState
{
    /// <summary>Incoming events up to this sequence number are decided.</summary>
    public long HandledSeq { get; init; }

    /// <summary>The contact's last message (<see cref="InboundEventRules.IsMessageOfPerson"/>); the 24-hour window starts there.</summary>
    public DateTimeOffset? LastInboundAt { get; init; }

    /// <summary>Flows do not answer.</summary>
    public bool BotOff { get; init; }

    /// <summary>Name the contact gave itself.</summary>
    public string? ContactName { get; init; }

    /// <summary>The contact's phone, when known.</summary>
    public string? Phone { get; init; }

    /// <summary>The flow that waits for an answer; null for none.</summary>
    public FlowExecution? Flow { get; init; }

    /// <summary>How the last flow ended; null while one waits.</summary>
    public FlowEnd? LastFlowEnd { get; init; }

    /// <summary>What the contact said about being written to and the store does not know yet; null for nothing.</summary>
    public ConsentChange? Consent { get; init; }

    /// <summary>The contact that this one was found to be; its conversation goes on. Null for none.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Effects that are not rows yet.</summary>
    public ImmutableArray<PendingMessage> Pending { get; init; } = [];

    /// <summary>Events that no rule could handle and that are not dead letters yet.</summary>
    public ImmutableArray<RefusedEvent> Refused { get; init; } = [];

    /// <summary>Number of the last event that a person had handled again; a repeat of it decides nothing. 0 for none.</summary>
    public long HandledAgainSeq { get; init; }
}
