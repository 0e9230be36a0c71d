using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Simulation.Tests.Mutations;

/// <summary>The real message store; a fault overrides one of its methods.</summary>
internal abstract class MessageStoreMutation(IMessageStore inner) : IMessageStore
{
    protected IMessageStore Inner => inner;

    public virtual ValueTask<AcceptResult> Accept(NewMessage message, CancellationToken ct = default) => inner.Accept(message, ct);

    public virtual ValueTask CommitTurn(TurnCommit turn, CancellationToken ct = default) => inner.CommitTurn(turn, ct);

    public ValueTask MarkHandled(string tenantId, string channelId, string contactId, long through, CancellationToken ct = default) =>
        inner.MarkHandled(tenantId, channelId, contactId, through, ct);

    public virtual ValueTask<ClaimResult> Claim(ClaimRequest request, CancellationToken ct = default) => inner.Claim(request, ct);

    public virtual ValueTask RecordOutcome(AttemptOutcome outcome, CancellationToken ct = default) => inner.RecordOutcome(outcome, ct);

    public virtual ValueTask<int> MarkInterrupted(string tenantId, string channelId, DateTimeOffset at, CancellationToken ct = default) =>
        inner.MarkInterrupted(tenantId, channelId, at, ct);

    public virtual ValueTask<int> ExpireOverdue(OverdueRequest request, CancellationToken ct = default) => inner.ExpireOverdue(request, ct);

    public virtual ValueTask<ControlResult?> Cancel(string tenantId, string messageId, CancellationToken ct = default) => inner.Cancel(tenantId, messageId, ct);

    public ValueTask<ControlResult?> Retry(RetryRequest request, CancellationToken ct = default) => inner.Retry(request, ct);

    public ValueTask<Page<MessageRow>> List(string tenantId, MessageFilter filter, PageRequest page, CancellationToken ct = default) =>
        inner.List(tenantId, filter, page, ct);

    public ValueTask<int> CountByHand(string tenantId, string channelId, DateTimeOffset since, int limit, CancellationToken ct = default) =>
        inner.CountByHand(tenantId, channelId, since, limit, ct);

    public ValueTask<ControlResult?> Dismiss(string tenantId, string messageId, DateTimeOffset at, CancellationToken ct = default) =>
        inner.Dismiss(tenantId, messageId, at, ct);

    public ValueTask<MessageDetails?> Get(string tenantId, string messageId, CancellationToken ct = default) => inner.Get(tenantId, messageId, ct);

    public ValueTask<IReadOnlyList<MessageRow>> History(
        string tenantId, string channelId, string contactId, long? beforeSeq, int limit, CancellationToken ct = default) =>
        inner.History(tenantId, channelId, contactId, beforeSeq, limit, ct);
}
