using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Contacts;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Contacts;

/// <summary>Resolves contacts inside a transaction of another feature.</summary>
internal sealed class ContactRows(IIdSource ids)
{
    // Only the one writer touches it.
    private readonly HashSet<string> _noted = new(StringComparer.Ordinal);

    private const string SelectByAlias = """
        SELECT c.id, c.name, c.wa_id, c.phone FROM contact_aliases a JOIN contacts c ON c.tenant_id = a.tenant_id AND c.id = a.contact_id
        WHERE a.tenant_id = ?1 AND a.kind = ?2 AND a.account = ?3 AND a.value = ?4
        """;

    private const string InsertContact = "INSERT INTO contacts (tenant_id, id, name, wa_id, phone, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    private const string UpdateContact = "UPDATE contacts SET name = ?3, wa_id = ?4, phone = ?5 WHERE tenant_id = ?1 AND id = ?2";

    private const string InsertAlias = """
        INSERT INTO contact_aliases (tenant_id, kind, account, value, contact_id, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING
        """;

    private const string FillWhatsAppId = "UPDATE contacts SET wa_id = ?3 WHERE tenant_id = ?1 AND id = ?2 AND wa_id IS NULL";

    /// <summary>The contact that owns one of the aliases, or null; and whether resolving it would write anything.</summary>
    public static (ContactRow? Found, bool Complete) Find(SqliteDb db, string tenantId, ContactIdentity identity)
    {
        ContactRow? found = null;
        var complete = true;
        foreach (var alias in identity.Aliases)
        {
            var owner = FindByAlias(db, tenantId, alias);
            found ??= owner;
            complete &= owner is not null && owner.Id == found?.Id;
        }

        return (found, complete && found is not null && ContactRules.Merge(found, identity) == found);
    }

    /// <summary>
    /// The contact that owns one of the aliases, or a new one; missing aliases are added, the name and the WhatsApp id last seen are kept.
    /// </summary>
    public ContactRow Resolve(SqliteDb db, string tenantId, ContactIdentity identity, DateTimeOffset now)
    {
        var (found, complete) = Find(db, tenantId, identity);
        if (complete)
        {
            return found!;
        }

        // A number whose holder has another user id was given to somebody new: the holder's past is not theirs.
        var isNew = found is null || IsTakenOver(db, tenantId, identity, found);
        var contact = isNew ? Insert(db, tenantId, identity, now) : Update(db, tenantId, found!, identity);
        foreach (var alias in identity.Aliases)
        {
            AddAlias(db, tenantId, alias, contact.Id, now);
        }

        NoteMerges(db, tenantId, identity, contact.Id, now);
        return contact;
    }

    // Only asked where something is to be written anyway, and only of who comes with a user id.
    private static bool IsTakenOver(SqliteDb db, string tenantId, ContactIdentity identity, ContactRow found) =>
        ContactRules.UserIdOf(identity) is { } userId && FindByAlias(db, tenantId, userId) is null && ContactMergeRows.HasOtherUserId(db, tenantId, found.Id, userId);

    private void NoteMerges(SqliteDb db, string tenantId, ContactIdentity identity, string contactId, DateTimeOffset now)
    {
        foreach (var other in identity.Aliases.Select(alias => FindByAlias(db, tenantId, alias)).Where(owner => owner is not null && owner.Id != contactId).DistinctBy(owner => owner!.Id))
        {
            Note(db, new ContactMerge(tenantId, other!.Id, contactId), ContactMergeKind.SamePerson, ContactRules.PhoneOf(identity), now);
        }
    }

    /// <summary>
    /// A person that is known gets new names, and replies go to the new phone, also where it was somebody else's. Nobody new is made of
    /// an update: who is known by none of the names comes to be by a message.
    /// </summary>
    public void Adopt(SqliteDb db, string tenantId, WebhookContactUpdate update, DateTimeOffset now)
    {
        if (Find(db, tenantId, update.Known).Found is not { } known)
        {
            return;
        }

        foreach (var alias in update.Becomes.Aliases)
        {
            AddAlias(db, tenantId, alias, known.Id, now);
        }

        foreach (var alias in update.Becomes.Aliases)
        {
            if (FindByAlias(db, tenantId, alias) is { } holder && holder.Id != known.Id)
            {
                Note(db, new ContactMerge(tenantId, holder.Id, known.Id), ContactRules.KindOf(alias), ContactRules.PhoneOf(update.Becomes), now);
            }
        }

        Update(db, tenantId, known, update.Becomes);
    }

    /// <summary>What WhatsApp resolved the phone of a contact to becomes an alias, unless it is somebody else's.</summary>
    public static void AddWhatsAppId(SqliteDb db, string tenantId, string contactId, string digits, DateTimeOffset now)
    {
        AddAlias(db, tenantId, new ContactAlias(AliasKind.Phone, "", digits), contactId, now);
        db.Query(FillWhatsAppId).Bind(tenantId).Bind(contactId).Bind(digits).Run();
    }

    /// <summary>Tenants in which merges were noted since it was last asked; the writer asks in the same transaction.</summary>
    public IReadOnlyList<string> TakeNoted()
    {
        if (_noted.Count == 0)
        {
            return [];
        }

        string[] noted = [.. _noted];
        _noted.Clear();
        return noted;
    }

    private void Note(SqliteDb db, ContactMerge merge, ContactMergeKind kind, string? phone, DateTimeOffset now)
    {
        ContactMergeRows.Note(db, merge, kind, phone, now);
        _noted.Add(merge.TenantId);
    }

    private static ContactRow? FindByAlias(SqliteDb db, string tenantId, ContactAlias alias) => db.Query(SelectByAlias)
        .Bind(tenantId).Bind((long)alias.Kind).Bind(alias.Account).Bind(ContactRules.Canonical(alias))
        .First(row => new ContactRow(row.Text(0), row.TextOrNull(1), row.TextOrNull(2), row.TextOrNull(3)));

    private static void AddAlias(SqliteDb db, string tenantId, ContactAlias alias, string contactId, DateTimeOffset now) => db.Query(InsertAlias)
        .Bind(tenantId).Bind((long)alias.Kind).Bind(alias.Account).Bind(ContactRules.Canonical(alias)).Bind(contactId).Bind(now).Run();

    private static ContactRow Update(SqliteDb db, string tenantId, ContactRow found, ContactIdentity identity)
    {
        var merged = ContactRules.Merge(found, identity);
        if (merged != found)
        {
            db.Query(UpdateContact).Bind(tenantId).Bind(merged.Id).Bind(merged.Name).Bind(merged.WhatsAppId).Bind(merged.Phone).Run();
        }

        return merged;
    }

    private ContactRow Insert(SqliteDb db, string tenantId, ContactIdentity identity, DateTimeOffset now)
    {
        var contact = new ContactRow(ids.NewId("c"), identity.Name, identity.RawPhone, ContactRules.PhoneOf(identity));
        db.Query(InsertContact).Bind(tenantId).Bind(contact.Id).Bind(contact.Name).Bind(contact.WhatsAppId).Bind(contact.Phone).Bind(now).Run();
        return contact;
    }
}
