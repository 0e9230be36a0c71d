using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Simulation.Tests.Mutations;

/// <summary>The real inbox; a fault overrides how a webhook is stored.</summary>
internal abstract class IntakeMutation(IIntakeStore inner) : IIntakeStore
{
    protected IIntakeStore Inner => inner;

    public abstract ValueTask<IntakeStored> Append(IntakeRows rows, CancellationToken ct = default);

    public ValueTask<IReadOnlyList<InboundEvent>> Unhandled(
        string tenantId, string channelId, string contactId, long afterSeq, int limit, CancellationToken ct = default) =>
        inner.Unhandled(tenantId, channelId, contactId, afterSeq, limit, ct);

    public ValueTask<InboundEvent?> Find(string tenantId, string channelId, string contactId, long seq, CancellationToken ct = default) =>
        inner.Find(tenantId, channelId, contactId, seq, ct);

    public ValueTask<IReadOnlyList<ConversationRef>> WithUnhandled(
        string tenantId, string channelId, DateTimeOffset before, int limit, CancellationToken ct = default) =>
        inner.WithUnhandled(tenantId, channelId, before, limit, ct);
}

/// <summary>A fault: a webhook is acknowledged before its commit.</summary>
internal sealed class AcknowledgedEarlyMutation(IIntakeStore inner) : IntakeMutation(inner)
{
    public override ValueTask<IntakeStored> Append(IntakeRows rows, CancellationToken ct = default)
    {
        _ = Inner.Append(rows, ct).AsTask();
        return ValueTask.FromResult(new IntakeStored([], 0, 0, [], []));
    }
}

/// <summary>A fault: WhatsApp's id of a message is ignored, so that each delivery is a new message.</summary>
internal sealed class WamidIgnoredMutation(IIntakeStore inner) : IntakeMutation(inner)
{
    private int _number;

    public override ValueTask<IntakeStored> Append(IntakeRows rows, CancellationToken ct = default) => Inner.Append(
        rows with { Messages = [.. rows.Messages.Select(m => m with { Message = m.Message with { WhatsAppId = $"{m.Message.WhatsAppId}#{++_number}" } })] }, ct);
}

/// <summary>A fault: a message is stored for whichever tenant comes next in the same webhook call.</summary>
internal sealed class TenantsMixedMutation(IIntakeStore inner) : IntakeMutation(inner)
{
    public override ValueTask<IntakeStored> Append(IntakeRows rows, CancellationToken ct = default) => Inner.Append(
        rows with { Messages = [.. rows.Messages.Select((m, at) => m with { TenantId = rows.Messages[(at + 1) % rows.Messages.Count].TenantId })] }, ct);
}

/// <summary>A fault: the last status told is the one that counts.</summary>
internal sealed class StatusBackwardsMutation(IIntakeStore inner, Action<string, MessageStatus> overwrite) : IntakeMutation(inner)
{
    public override async ValueTask<IntakeStored> Append(IntakeRows rows, CancellationToken ct = default)
    {
        var stored = await Inner.Append(rows, ct);
        foreach (var told in rows.Statuses.Where(s => s.Status.MessageId is not null))
        {
            overwrite(told.Status.MessageId!, told.Status.Status);
        }

        return stored;
    }
}
