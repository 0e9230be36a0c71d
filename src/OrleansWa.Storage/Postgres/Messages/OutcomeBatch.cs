using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Webhooks;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>Records what became of attempts. False for an outcome of another attempt or message.</summary>
internal sealed class OutcomeBatch : IBatchWork<AttemptOutcome, bool>
{
    private const string InsertAliases = """
        INSERT INTO contact_aliases (tenant_id, kind, account, value, contact_id, created_at)
        SELECT tenant_id, 1, '', value, contact_id, at FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS u (tenant_id, value, contact_id, at, i)
        ORDER BY tenant_id, value, i ON CONFLICT DO NOTHING
        """;

    private const string FillWhatsAppIds = """
        UPDATE contacts c SET wa_id = u.digits FROM unnest($1, $2, $3) AS u (tenant_id, id, digits)
        WHERE c.tenant_id = u.tenant_id AND c.id = u.id AND c.wa_id IS NULL
        """;

    public async Task Run(PgSession session, IReadOnlyList<BatchUnit<AttemptOutcome, bool>> units)
    {
        foreach (var unit in units)
        {
            unit.Result = false;
        }

        var (messages, early) = await Look(session, [.. units.Select(unit => Clean(unit.Request))]);
        var attempts = new Dictionary<(string TenantId, string MessageId, int Number), (AttemptOutcome Outcome, DateTimeOffset StartedAt)>();
        var numbers = new List<(AttemptOutcome Outcome, string ContactId)>();
        foreach (var unit in units)
        {
            var outcome = Clean(unit.Request);
            if (messages.ById(outcome.TenantId, outcome.ChannelId, outcome.MessageId) is not { } message
                || !MessageProgressRules.IsOfPresentAttempt(message, outcome))
            {
                continue;
            }

            if (outcome.Status != MessageStatus.Sent && MessageProgressRules.IsInFlight(message))
            {
                attempts[(outcome.TenantId, outcome.MessageId, outcome.Attempt)] = (outcome, message.AttemptedAt ?? outcome.At);
            }

            messages.Save(early.Take(outcome).Aggregate(MessageProgressRules.Conclude(message, outcome), MessageProgressRules.Report));
            if (outcome.RecipientWaId is { Length: > 0 })
            {
                numbers.Add((outcome, message.ContactId));
            }

            unit.Result = true;
        }

        await using var batch = session.Batch();
        MessageProgressRows.AddSave(batch, messages.Changed);
        MessageAttemptRows.Add(batch, [.. attempts.Values]);
        early.AddDelete(batch);
        AddNumbers(batch, numbers);
        await batch.Run();
    }

    private static async Task<(MessageOverlay Messages, EarlyStatusOverlay Early)> Look(PgSession session, List<AttemptOutcome> outcomes)
    {
        await using var batch = session.Batch();
        var known = outcomes.Where(outcome => outcome.WhatsAppId is not null).ToList();
        PgLocks.AddTo(batch, known.Select(o => EarlyStatusRows.LockOf(o.TenantId, o.ChannelId, o.WhatsAppId!)));
        batch.Add(MessageProgressRows.SelectLocked)
            .Texts(outcomes, o => o.TenantId).Texts(outcomes, o => o.ChannelId).Texts(outcomes, o => o.MessageId)
            .Texts(Array.Empty<string>(), s => s).Texts(Array.Empty<string>(), s => s).Texts(Array.Empty<string>(), s => s);
        EarlyStatusRows.AddSelect(batch, known);
        return await batch.Query(async results =>
        {
            await PgLocks.Taken(results);
            var messages = new MessageOverlay();
            (await results.Next(MessageProgressRows.Read)).ForEach(messages.Add);
            return (messages, await EarlyStatusRows.Read(results));
        });
    }

    /// <summary>What WhatsApp resolved the phone of a contact to becomes an alias, unless it is somebody else's.</summary>
    private static void AddNumbers(PgBatch batch, List<(AttemptOutcome Outcome, string ContactId)> numbers)
    {
        if (numbers.Count > 0)
        {
            batch.Add(InsertAliases).Texts(numbers, n => n.Outcome.TenantId).Texts(numbers, n => PhoneNumbers.Key(n.Outcome.RecipientWaId!))
                .Texts(numbers, n => n.ContactId).Times(numbers, n => n.Outcome.At);
            batch.Add(FillWhatsAppIds).Texts(numbers, n => n.Outcome.TenantId).Texts(numbers, n => n.ContactId).Texts(numbers, n => n.Outcome.RecipientWaId);
        }
    }

    private static AttemptOutcome Clean(AttemptOutcome outcome) => outcome with
    {
        TenantId = PgText.Clean(outcome.TenantId),
        ChannelId = PgText.Clean(outcome.ChannelId),
        MessageId = PgText.Clean(outcome.MessageId),
        WhatsAppId = PgText.CleanOrNull(outcome.WhatsAppId),
        RecipientWaId = PgText.CleanOrNull(outcome.RecipientWaId),
    };
}
