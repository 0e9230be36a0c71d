using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Testing.Stores;

/// <summary>The real message store; a test overrides one of its methods.</summary>
public abstract class MessageStoreDecorator(IMessageStore inner) : IMessageStore
{
    /// <summary>The real store.</summary>
    protected IMessageStore Inner => inner;

    /// <inheritdoc/>
    public virtual ValueTask<AcceptResult> Accept(NewMessage message, CancellationToken ct = default) => inner.Accept(message, ct);

    /// <inheritdoc/>
    public virtual ValueTask CommitTurn(TurnCommit turn, CancellationToken ct = default) => inner.CommitTurn(turn, ct);

    /// <inheritdoc/>
    public virtual ValueTask MarkHandled(string tenantId, string channelId, string contactId, long through, CancellationToken ct = default) =>
        inner.MarkHandled(tenantId, channelId, contactId, through, ct);

    /// <inheritdoc/>
    public virtual ValueTask<ClaimResult> Claim(ClaimRequest request, CancellationToken ct = default) => inner.Claim(request, ct);

    /// <inheritdoc/>
    public virtual ValueTask<int> Unclaim(string tenantId, string channelId, long token, CancellationToken ct = default) =>
        inner.Unclaim(tenantId, channelId, token, ct);

    /// <inheritdoc/>
    public virtual ValueTask RecordOutcome(AttemptOutcome outcome, CancellationToken ct = default) => inner.RecordOutcome(outcome, ct);

    /// <inheritdoc/>
    public virtual ValueTask<int> MarkInterrupted(string tenantId, string channelId, DateTimeOffset at, CancellationToken ct = default) =>
        inner.MarkInterrupted(tenantId, channelId, at, ct);

    /// <inheritdoc/>
    public virtual ValueTask<int> ExpireOverdue(OverdueRequest request, CancellationToken ct = default) => inner.ExpireOverdue(request, ct);

    /// <inheritdoc/>
    public virtual ValueTask<ControlResult?> Cancel(string tenantId, string messageId, CancellationToken ct = default) => inner.Cancel(tenantId, messageId, ct);

    /// <inheritdoc/>
    public virtual ValueTask<ControlResult?> Retry(RetryRequest request, CancellationToken ct = default) => inner.Retry(request, ct);

    /// <inheritdoc/>
    public virtual ValueTask<Page<MessageRow>> List(string tenantId, MessageFilter filter, PageRequest page, CancellationToken ct = default) =>
        inner.List(tenantId, filter, page, ct);

    /// <inheritdoc/>
    public virtual ValueTask<int> CountByHand(string tenantId, string channelId, DateTimeOffset since, int limit, CancellationToken ct = default) =>
        inner.CountByHand(tenantId, channelId, since, limit, ct);

    /// <inheritdoc/>
    public virtual ValueTask<ControlResult?> Dismiss(string tenantId, string messageId, DateTimeOffset at, CancellationToken ct = default) =>
        inner.Dismiss(tenantId, messageId, at, ct);

    /// <inheritdoc/>
    public virtual ValueTask<MessageDetails?> Get(string tenantId, string messageId, CancellationToken ct = default) => inner.Get(tenantId, messageId, ct);

    /// <inheritdoc/>
    public virtual ValueTask<IReadOnlyList<MessageRow>> History(
        string tenantId, string channelId, string contactId, long? beforeSeq, int limit, CancellationToken ct = default) =>
        inner.History(tenantId, channelId, contactId, beforeSeq, limit, ct);
}
