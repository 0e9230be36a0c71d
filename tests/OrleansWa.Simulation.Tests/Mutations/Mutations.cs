using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Simulation.Tests.Mutations;

/// <summary>A fault: the first turn of each process marks its events handled and forgets their effects.</summary>
internal sealed class EffectsForgottenMutation(IMessageStore inner) : MessageStoreMutation(inner)
{
    private bool _isFirst = true;

    public override ValueTask CommitTurn(TurnCommit turn, CancellationToken ct = default)
    {
        var forgets = _isFirst && turn.HandledThrough is not null;
        _isFirst &= !forgets;
        return base.CommitTurn(forgets ? turn with { Messages = [] } : turn, ct);
    }
}

/// <summary>A fault: a cancel is acknowledged and never stored.</summary>
internal sealed class CancelForgottenMutation(IMessageStore inner) : MessageStoreMutation(inner)
{
    public override ValueTask<ControlResult?> Cancel(string tenantId, string messageId, CancellationToken ct = default) =>
        ValueTask.FromResult<ControlResult?>(new ControlResult(MessageStatus.Cancelled, Changed: true));
}

/// <summary>A fault: a message that is retried or unknown holds nobody back for longer than a second.</summary>
internal sealed class HoldForgottenMutation(IMessageStore inner) : MessageStoreMutation(inner)
{
    public override ValueTask<ClaimResult> Claim(ClaimRequest request, CancellationToken ct = default) =>
        base.Claim(request with { HoldFor = TimeSpan.FromSeconds(1) }, ct);
}

/// <summary>A fault: what was in flight when a process ended is left in flight for ever.</summary>
internal sealed class InterruptedForgottenMutation(IMessageStore inner) : MessageStoreMutation(inner)
{
    public override ValueTask<int> MarkInterrupted(string tenantId, string channelId, DateTimeOffset at, CancellationToken ct = default) => ValueTask.FromResult(0);
}

/// <summary>A fault: an interrupted or unanswered attempt is recorded as a refusal that may be tried again.</summary>
internal sealed class UnknownRetriedMutation(IMessageStore inner) : MessageStoreMutation(inner)
{
    public override ValueTask RecordOutcome(AttemptOutcome outcome, CancellationToken ct = default) => base.RecordOutcome(
        outcome.Status == MessageStatus.OutcomeUnknown ? outcome with { Status = MessageStatus.Pending, DueAt = outcome.At } : outcome, ct);
}

/// <summary>A fault: a claim gives each message to two attempts.</summary>
internal sealed class ClaimedTwiceMutation(IMessageStore inner) : MessageStoreMutation(inner)
{
    public override async ValueTask<ClaimResult> Claim(ClaimRequest request, CancellationToken ct = default)
    {
        var claim = await base.Claim(request, ct);
        return claim with { Messages = [.. claim.Messages, .. claim.Messages] };
    }
}

/// <summary>A fault: when the answer to a write was lost it is written again as something new.</summary>
internal sealed class RepeatedBlindlyMutation(IMessageStore inner) : MessageStoreMutation(inner)
{
    public override async ValueTask CommitTurn(TurnCommit turn, CancellationToken ct = default)
    {
        try
        {
            await base.CommitTurn(turn, ct);
        }
        catch (ProblemException)
        {
            await base.CommitTurn(turn with { Messages = [.. turn.Messages.Select(m => m with { Row = m.Row with { Id = m.Row.Id + "x" } })] }, ct);
        }
    }
}
