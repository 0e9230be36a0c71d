using OrleansWa.Contracts.Messages;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Contacts;

/// <summary>What people said about being written to.</summary>
internal static class ConsentRows
{
    internal const string Update = """
        UPDATE contacts c SET opted_out_at = u.opted_out_at, consent_at = u.at, consent_source = u.source
        FROM unnest($1, $2, $3, $4, $5) AS u (tenant_id, id, opted_out_at, at, source)
        WHERE c.tenant_id = u.tenant_id AND c.id = u.id AND (c.consent_at IS NULL OR c.consent_at <= u.at)
        """;

    /// <summary>Stores what turns brought, unless the person said something later; of several in one batch the last.</summary>
    public static void AddSave(PgBatch batch, IEnumerable<TurnCommit> turns)
    {
        var last = turns.Where(turn => turn.Consent is not null)
            .GroupBy(turn => (TenantId: PgText.Clean(turn.TenantId), ContactId: PgText.Clean(turn.ContactId)))
            .OrderBy(group => group.Key.TenantId, StringComparer.Ordinal).ThenBy(group => group.Key.ContactId, StringComparer.Ordinal)
            .Select(group => (group.Key.TenantId, group.Key.ContactId, Consent: group.Select(turn => turn.Consent!).OrderBy(consent => consent.At).Last()))
            .ToList();
        if (last.Count > 0)
        {
            batch.Add(Update).Texts(last, l => l.TenantId).Texts(last, l => l.ContactId).TimesOrNull(last, l => l.Consent.OptedOut ? l.Consent.At : null)
                .Times(last, l => l.Consent.At).Texts(last, l => l.Consent.Source);
        }
    }
}
