using OrleansWa.Contracts.Contacts;
using OrleansWa.Storage.Contacts;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Contacts;

/// <summary>Merges of contacts. Rare, so that each step is a transaction of its own; two silos that do the same go one after the other by the lock of the tenant's merges.</summary>
internal sealed class PostgresContactMergeStore(PostgresEngine engine) : IContactMergeStore
{
    private const int OpenMax = 1_000;

    internal const string SelectOpen =
        "SELECT from_id, into_id FROM contact_merges WHERE tenant_id = $1 AND ended_at IS NULL ORDER BY found_at, from_id LIMIT $2";

    internal const string SelectSurvivor = """
        WITH RECURSIVE chain (id, depth) AS (
            SELECT merged_into, 1 FROM contacts WHERE tenant_id = $1 AND id = $2
            UNION ALL
            SELECT (SELECT x.merged_into FROM contacts x WHERE x.tenant_id = $1 AND x.id = chain.id), depth + 1 FROM chain WHERE chain.id IS NOT NULL)
        SELECT id FROM chain WHERE id IS NOT NULL ORDER BY depth DESC LIMIT 1
        """;

    private const string SelectOne = "SELECT kind, phone FROM contact_merges WHERE tenant_id = $1 AND from_id = $2 AND into_id = $3 AND ended_at IS NULL";

    internal const string SelectRivals = """
        SELECT 1 FROM contact_aliases a JOIN contact_aliases b
            ON b.tenant_id = a.tenant_id AND b.contact_id = $3 AND b.kind + 0 = 2 AND b.account = a.account AND b.value <> a.value
        WHERE a.tenant_id = $1 AND a.contact_id = $2 AND a.kind + 0 = 2 LIMIT 1
        """;

    private const string MoveNumber =
        "UPDATE contact_aliases SET contact_id = $4 WHERE tenant_id = $1 AND kind = 1 AND account = '' AND value = $2 AND contact_id = $3 RETURNING 1";

    internal const string MoveAliases = "UPDATE contact_aliases SET contact_id = $3 WHERE tenant_id = $1 AND contact_id = $2";

    private const string SelectContact = "SELECT id, name, wa_id, phone FROM contacts WHERE tenant_id = $1 AND id = $2 FOR NO KEY UPDATE";

    private const string UpdateNumbers = "UPDATE contacts SET wa_id = $3, phone = $4 WHERE tenant_id = $1 AND id = $2";

    // What the one that goes on does not know it learns; of two words of consent the later one counts.
    private const string Learn = """
        UPDATE contacts c SET name = coalesce(c.name, f.name), wa_id = coalesce(c.wa_id, f.wa_id), phone = coalesce(c.phone, f.phone),
            opted_out_at = CASE WHEN coalesce(f.consent_at, 0) > coalesce(c.consent_at, 0) THEN f.opted_out_at ELSE c.opted_out_at END,
            consent_source = CASE WHEN coalesce(f.consent_at, 0) > coalesce(c.consent_at, 0) THEN f.consent_source ELSE c.consent_source END,
            consent_at = greatest(c.consent_at, f.consent_at)
        FROM contacts f WHERE f.tenant_id = $1 AND f.id = $2 AND c.tenant_id = $1 AND c.id = $3
        """;

    private const string SetMerged = "UPDATE contacts SET merged_into = $3 WHERE tenant_id = $1 AND id = $2";

    private const string SetEnded = "UPDATE contact_merges SET ended_at = $4 WHERE tenant_id = $1 AND from_id = $2 AND into_id = $3 AND ended_at IS NULL";

    public async ValueTask<IReadOnlyList<ContactMerge>> Open(string tenantId, int limit, CancellationToken ct = default) => await engine.All(
        SelectOpen, select => select.Text(tenantId).Int(Math.Clamp(limit, 0, OpenMax)), row => new ContactMerge(tenantId, row.Text(0), row.Text(1)), ct);

    public ValueTask<ContactMergeSteps> Begin(ContactMerge merge, DateTimeOffset now, CancellationToken ct = default) =>
        engine.Write(session => Begin(session, merge, now), ct);

    public ValueTask<bool> Move(ContactMerge merge, string channelId, int limit, CancellationToken ct = default) =>
        engine.Write(session => MovedConversationRows.Move(session, merge, channelId, limit), ct);

    public async ValueTask End(ContactMerge merge, DateTimeOffset now, CancellationToken ct = default) => await engine.Write(
        async session =>
        {
            var channels = await MovedConversationRows.Channels(session, merge);
            return channels.Count == 0 && await Run(session, SetEnded, command => Bind(command, merge).Time(now));
        },
        ct);

    public async ValueTask<string?> Survivor(string tenantId, string contactId, CancellationToken ct = default) =>
        (await engine.All(SelectSurvivor, select => select.Text(tenantId).Text(contactId), row => row.Text(0), ct)).FirstOrDefault();

    private static async Task<ContactMergeSteps> Begin(PgSession session, ContactMerge merge, DateTimeOffset now)
    {
        await MovedConversationRows.Lock(session, merge.TenantId);
        var into = await Survivor(session, merge.TenantId, merge.IntoId) ?? merge.IntoId;
        var found = await session.All(SelectOne, select => Bind(select, merge), row => (Kind: (ContactMergeKind)row.Int(0), Phone: row.TextOrNull(1)));
        if (found.Count == 0 || into == merge.FromId)
        {
            return await Done(session, merge, into, now);
        }

        if (await Survivor(session, merge.TenantId, merge.FromId) is { } present)
        {
            return await Resume(session, merge, present, into, now);
        }

        if (found[0].Kind == ContactMergeKind.Renamed
            || (found[0].Kind == ContactMergeKind.SamePerson
                && await session.Count(SelectRivals, select => select.Text(merge.TenantId).Text(merge.FromId).Text(into)) == 0))
        {
            await Run(session, MoveAliases, command => command.Text(merge.TenantId).Text(merge.FromId).Text(into));
            await Run(session, Learn, command => command.Text(merge.TenantId).Text(merge.FromId).Text(into));
            await Run(session, SetMerged, command => command.Text(merge.TenantId).Text(merge.FromId).Text(into));
            return new ContactMergeSteps(into, await MovedConversationRows.Channels(session, merge));
        }

        await GiveNumber(session, merge, into, found[0].Phone);
        return await Done(session, merge, into, now);
    }

    // Begun before, or merged with a third one meanwhile: then these two are left to be merged.
    private static async Task<ContactMergeSteps> Resume(PgSession session, ContactMerge merge, string present, string into, DateTimeOffset now)
    {
        if (present == into)
        {
            return new ContactMergeSteps(into, await MovedConversationRows.Channels(session, merge));
        }

        var notes = new ContactMergeNotes();
        notes.Add(new ContactMerge(merge.TenantId, present, into), ContactMergeKind.SamePerson, null, now);
        await using var batch = session.Batch();
        notes.AddWrites(batch);
        await batch.Run();
        return await Done(session, merge, present, now);
    }

    private static async Task GiveNumber(PgSession session, ContactMerge merge, string into, string? phone)
    {
        if (phone is null || await session.Count(MoveNumber, command => command.Text(merge.TenantId).Text(phone).Text(merge.FromId).Text(into)) == 0)
        {
            return;
        }

        var holders = await session.All(
            SelectContact,
            select => select.Text(merge.TenantId).Text(merge.FromId),
            row => new ContactRow(row.Text(0), row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3)));
        foreach (var without in holders.Select(holder => ContactRules.Without(holder, phone)))
        {
            await Run(session, UpdateNumbers, command => command.Text(merge.TenantId).Text(merge.FromId).Text(without.WhatsAppId).Text(without.Phone));
        }
    }

    private static async Task<ContactMergeSteps> Done(PgSession session, ContactMerge merge, string into, DateTimeOffset now)
    {
        await Run(session, SetEnded, command => Bind(command, merge).Time(now));
        return new ContactMergeSteps(into, []);
    }

    private static async Task<string?> Survivor(PgSession session, string tenantId, string contactId) =>
        (await session.All(SelectSurvivor, select => select.Text(tenantId).Text(contactId), row => row.Text(0))).FirstOrDefault();

    private static async Task<bool> Run(PgSession session, string sql, Action<PgCommand> bind)
    {
        await using var batch = session.Batch();
        bind(batch.Add(sql));
        await batch.Run();
        return true;
    }

    private static PgCommand Bind(PgCommand command, ContactMerge merge) => command.Text(merge.TenantId).Text(merge.FromId).Text(merge.IntoId);
}
