using OrleansWa.Contracts.Contacts;
using OrleansWa.Storage.Contacts;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Contacts;

/// <summary>Contacts that were found to be one person: noting it, and giving the names of the one to the other.</summary>
internal static class ContactMergeRows
{
    private const string Insert = """
        INSERT INTO contact_merges (tenant_id, from_id, into_id, kind, phone, found_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET kind = excluded.kind, phone = excluded.phone, found_at = excluded.found_at, ended_at = NULL WHERE ended_at IS NOT NULL
        """;

    internal const string SelectOpen = """
        SELECT from_id, into_id FROM contact_merges INDEXED BY contact_merges_open WHERE tenant_id = ?1 AND ended_at IS NULL ORDER BY found_at LIMIT ?2
        """;

    private const string SelectOne = """
        SELECT kind, phone FROM contact_merges WHERE tenant_id = ?1 AND from_id = ?2 AND into_id = ?3 AND ended_at IS NULL
        """;

    private const string SelectOtherUserId = """
        SELECT 1 FROM contact_aliases INDEXED BY contact_aliases_by_contact
        WHERE tenant_id = ?1 AND contact_id = ?2 AND kind = 2 AND account = ?3 AND value <> ?4 LIMIT 1
        """;

    private const string SelectRivals = """
        SELECT 1 FROM contact_aliases a INDEXED BY contact_aliases_by_contact
        JOIN contact_aliases b INDEXED BY contact_aliases_by_contact
            ON b.tenant_id = a.tenant_id AND b.contact_id = ?3 AND b.kind = 2 AND b.account = a.account AND b.value <> a.value
        WHERE a.tenant_id = ?1 AND a.contact_id = ?2 AND a.kind = 2 LIMIT 1
        """;

    private const string MoveNumber = "UPDATE contact_aliases SET contact_id = ?4 WHERE tenant_id = ?1 AND kind = 1 AND account = '' AND value = ?2 AND contact_id = ?3";

    private const string MoveAliases = "UPDATE contact_aliases SET contact_id = ?3 WHERE tenant_id = ?1 AND contact_id = ?2";

    private const string SelectContact = "SELECT id, name, wa_id, phone FROM contacts WHERE tenant_id = ?1 AND id = ?2";

    private const string UpdateNumbers = "UPDATE contacts SET wa_id = ?3, phone = ?4 WHERE tenant_id = ?1 AND id = ?2";

    // What the one that goes on does not know it learns; of two words of consent the later one counts.
    private const string Learn = """
        UPDATE contacts SET name = coalesce(contacts.name, f.name), wa_id = coalesce(contacts.wa_id, f.wa_id), phone = coalesce(contacts.phone, f.phone),
            opted_out_at = CASE WHEN coalesce(f.consent_at, 0) > coalesce(contacts.consent_at, 0) THEN f.opted_out_at ELSE contacts.opted_out_at END,
            consent_source = CASE WHEN coalesce(f.consent_at, 0) > coalesce(contacts.consent_at, 0) THEN f.consent_source ELSE contacts.consent_source END,
            consent_at = max(coalesce(f.consent_at, contacts.consent_at), coalesce(contacts.consent_at, f.consent_at))
        FROM contacts f WHERE f.tenant_id = ?1 AND f.id = ?2 AND contacts.tenant_id = ?1 AND contacts.id = ?3
        """;

    private const string SetMerged = "UPDATE contacts SET merged_into = ?3 WHERE tenant_id = ?1 AND id = ?2";

    private const string SelectMerged = "SELECT merged_into FROM contacts WHERE tenant_id = ?1 AND id = ?2";

    private const string SetEnded = "UPDATE contact_merges SET ended_at = ?4 WHERE tenant_id = ?1 AND from_id = ?2 AND into_id = ?3 AND ended_at IS NULL";

    public static void Note(SqliteDb db, ContactMerge merge, ContactMergeKind kind, string? phone, DateTimeOffset now) => Bind(db, Insert, merge)
        .Bind((long)kind).Bind(phone).Bind(now).Run();

    /// <summary>Whether a contact has a user id of the same account that is not this one.</summary>
    public static bool HasOtherUserId(SqliteDb db, string tenantId, string contactId, ContactAlias userId) => db.Query(SelectOtherUserId)
        .Bind(tenantId).Bind(contactId).Bind(userId.Account).Bind(userId.Value).First(_ => true);

    public static IReadOnlyList<ContactMerge> Open(SqliteDb db, string tenantId, int limit) => db.Query(SelectOpen)
        .Bind(tenantId).Bind(limit).All(row => new ContactMerge(tenantId, row.Text(0), row.Text(1)));

    /// <summary>Gives the names over; the contact that goes on, and whether conversations are to follow.</summary>
    public static (string IntoId, bool Follows) Begin(SqliteDb db, ContactMerge merge, DateTimeOffset now)
    {
        var (tenant, from) = (merge.TenantId, merge.FromId);
        var into = Survivor(db, tenant, merge.IntoId) ?? merge.IntoId;
        var found = Bind(db, SelectOne, merge).First(row => ((ContactMergeKind Kind, string? Phone)?)((ContactMergeKind)row.Int(0), row.TextOrNull(1)));
        if (found is not { } open || into == from)
        {
            SetDone(db, merge, now);
            return (into, false);
        }

        if (Survivor(db, tenant, from) is { } present)
        {
            return Resume(db, merge, present, into, now);
        }

        if (open.Kind == ContactMergeKind.Renamed
            || (open.Kind == ContactMergeKind.SamePerson && !db.Query(SelectRivals).Bind(tenant).Bind(from).Bind(into).First(_ => true)))
        {
            GiveAll(db, tenant, from, into);
            return (into, true);
        }

        GiveNumber(db, tenant, from, into, open.Phone);
        SetDone(db, merge, now);
        return (into, false);
    }

    public static void SetDone(SqliteDb db, ContactMerge merge, DateTimeOffset now) => Bind(db, SetEnded, merge).Bind(now).Run();

    public static string? Survivor(SqliteDb db, string tenantId, string contactId)
    {
        // Never a circle: a contact is merged once, into one that was not.
        string? survivor = null;
        for (var next = Merged(db, tenantId, contactId); next is not null; next = Merged(db, tenantId, next))
        {
            survivor = next;
        }

        return survivor;
    }

    // Begun before, or merged with a third one meanwhile: then these two are left to be merged.
    private static (string IntoId, bool Follows) Resume(SqliteDb db, ContactMerge merge, string present, string into, DateTimeOffset now)
    {
        if (present == into)
        {
            return (into, true);
        }

        Note(db, new ContactMerge(merge.TenantId, present, into), ContactMergeKind.SamePerson, null, now);
        SetDone(db, merge, now);
        return (present, false);
    }

    private static void GiveAll(SqliteDb db, string tenantId, string from, string into)
    {
        db.Query(MoveAliases).Bind(tenantId).Bind(from).Bind(into).Run();
        db.Query(Learn).Bind(tenantId).Bind(from).Bind(into).Run();
        db.Query(SetMerged).Bind(tenantId).Bind(from).Bind(into).Run();
    }

    private static void GiveNumber(SqliteDb db, string tenantId, string from, string into, string? phone)
    {
        if (phone is null || db.Query(MoveNumber).Bind(tenantId).Bind(phone).Bind(from).Bind(into).Run() == 0)
        {
            return;
        }

        if (db.Query(SelectContact).Bind(tenantId).Bind(from).First(row => new ContactRow(row.Text(0), row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3))) is { } holder)
        {
            var without = ContactRules.Without(holder, phone);
            db.Query(UpdateNumbers).Bind(tenantId).Bind(from).Bind(without.WhatsAppId).Bind(without.Phone).Run();
        }
    }

    private static string? Merged(SqliteDb db, string tenantId, string contactId) =>
        db.Query(SelectMerged).Bind(tenantId).Bind(contactId).First(row => row.TextOrNull(0));

    private static SqliteStatement Bind(SqliteDb db, string sql, ContactMerge merge) =>
        db.Query(sql).Bind(merge.TenantId).Bind(merge.FromId).Bind(merge.IntoId);
}
