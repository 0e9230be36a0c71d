using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Simulation.Tests.Mutations;

/// <summary>A fault: a webhook is acknowledged before its commit.</summary>
internal sealed class ForgetfulIntake(IIntakeStore inner) : IIntakeStore
{
    public ValueTask<IntakeStored> Append(IntakeRows rows, CancellationToken ct = default)
    {
        _ = inner.Append(rows, ct).AsTask();
        return ValueTask.FromResult(new IntakeStored([], 0, 0, [], []));
    }

    public ValueTask<IReadOnlyList<InboundEvent>> Unhandled(
        string tenantId, string channelId, string contactId, long afterSeq, int limit, CancellationToken ct = default) =>
        inner.Unhandled(tenantId, channelId, contactId, afterSeq, limit, ct);

    public ValueTask<InboundEvent?> Find(string tenantId, string channelId, string contactId, long seq, CancellationToken ct = default) =>
        inner.Find(tenantId, channelId, contactId, seq, ct);

    public ValueTask<IReadOnlyList<ConversationRef>> WithUnhandled(
        string tenantId, string channelId, DateTimeOffset before, int limit, CancellationToken ct = default) =>
        inner.WithUnhandled(tenantId, channelId, before, limit, ct);
}
