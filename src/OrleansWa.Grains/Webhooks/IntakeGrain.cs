using Microsoft.Extensions.Logging;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Grains.Channels;

namespace OrleansWa.Grains.Webhooks;

/// <inheritdoc cref="IIntakeGrain"/>
[GrainType("wa.intake"), StatelessWorker(4), Reentrant]
internal sealed class IntakeGrain(
    IIntakeStore inbox, ChannelRouter router, TimeProvider time, Random chance, ILogger<IntakeGrain> logger) : Grain, IIntakeGrain
{
    private Handover? _handover;

    public async Task<WebhookReceipt> Append(WebhookBatch batch, CancellationToken ct)
    {
        var rows = await Route(batch, ct);
        var stored = await inbox.Append(rows, ct);
        (_handover ??= new Handover(GrainFactory, logger)).Tell(stored);
        var unrouted = rows.Unrouted.Count + rows.Kept.Count - batch.Others.Length;
        return new WebhookReceipt(stored.Events.Count, stored.Duplicates, stored.StatusesApplied, unrouted);
    }

    private async ValueTask<IntakeRows> Route(WebhookBatch batch, CancellationToken ct)
    {
        var messages = new List<RoutedMessage>(batch.Messages.Length);
        var statuses = new List<RoutedStatus>(batch.Statuses.Length);
        var kept = new List<KeptEvent>();
        var unrouted = new List<UnroutedMessage>();
        var updates = new List<RoutedContactUpdate>();
        foreach (var message in batch.Messages)
        {
            if (await router.Find(batch.Connector, message.AccountId, batch.App, ct) is { } binding)
            {
                messages.Add(new RoutedMessage(binding.TenantId, binding.ChannelId, message));
            }
            else
            {
                unrouted.Add(new UnroutedMessage(batch.Connector, batch.App, message));
            }
        }

        foreach (var status in batch.Statuses)
        {
            if (await router.Find(batch.Connector, status.AccountId, batch.App, ct) is { } binding)
            {
                statuses.Add(new RoutedStatus(binding.TenantId, binding.ChannelId, status, Retry(status)));
            }
            else
            {
                kept.Add(new KeptEvent(batch.App, null, null, "statuses", status.AccountId, StatusJson.Write(status)));
            }
        }

        foreach (var update in batch.ContactUpdates)
        {
            if (await router.Find(batch.Connector, update.AccountId, batch.App, ct) is { } binding)
            {
                updates.Add(new RoutedContactUpdate(binding.TenantId, binding.ChannelId, update));
            }
        }

        foreach (var other in batch.Others)
        {
            var binding = other.AccountId is null ? null : await router.Find(batch.Connector, other.AccountId, batch.App, ct);
            kept.Add(new KeptEvent(batch.App, binding?.TenantId, binding?.ChannelId, other.Field, other.AccountId, other.Json));
        }

        return new IntakeRows(messages, statuses, kept, time.GetUtcNow(), batch.TraceId) { ContactUpdates = updates, Unrouted = unrouted };
    }

    private FailureRetry? Retry(WebhookStatus status) =>
        status.Status == MessageStatus.Failed && RetrySchedule.AfterFailure(status.Advice, chance.NextDouble()) is { } after
            ? new FailureRetry(after, RetrySchedule.MaxTries)
            : null;
}
