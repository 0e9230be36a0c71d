using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Contacts;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Contacts;

/// <summary>
/// Resolves the contacts of a whole batch: one look at all their aliases, decisions in memory one after the other (so that the second message of
/// somebody new finds the contact of the first), then one statement per table.
/// </summary>
internal sealed class ContactOverlay(IIdSource ids)
{
    internal const string SelectByAlias = """
        SELECT u.i, c.id, c.name, c.wa_id, c.phone
        FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS u (tenant_id, kind, account, value, i)
        JOIN contact_aliases a ON a.tenant_id = u.tenant_id AND a.kind = u.kind AND a.account = u.account AND a.value = u.value
        JOIN contacts c ON c.tenant_id = a.tenant_id AND c.id = a.contact_id
        """;

    private const string InsertAliases = """
        INSERT INTO contact_aliases (tenant_id, kind, account, value, contact_id, created_at)
        SELECT tenant_id, kind, account, value, contact_id, created_at
        FROM unnest($1, $2, $3, $4, $5, $6) AS u (tenant_id, kind, account, value, contact_id, created_at)
        ON CONFLICT DO NOTHING RETURNING 1
        """;

    private const string InsertContacts = """
        INSERT INTO contacts (tenant_id, id, name, wa_id, phone, created_at)
        SELECT tenant_id, id, name, wa_id, phone, created_at FROM unnest($1, $2, $3, $4, $5, $6) AS u (tenant_id, id, name, wa_id, phone, created_at)
        """;

    internal const string UpdateContacts = """
        UPDATE contacts c SET name = coalesce(u.name, c.name), wa_id = coalesce(u.wa_id, c.wa_id), phone = coalesce(c.phone, u.phone)
        FROM unnest($1, $2, $3, $4, $5) AS u (tenant_id, id, name, wa_id, phone) WHERE c.tenant_id = u.tenant_id AND c.id = u.id
        """;

    // The holder of the number has another user id than the one that comes with it, which nobody has yet: the number was given to somebody new.
    internal const string SelectTakenOver = """
        SELECT u.i FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS u (tenant_id, phone, account, user_id, i)
        JOIN contact_aliases p ON p.tenant_id = u.tenant_id AND p.kind = 1 AND p.account = '' AND p.value = u.phone
        WHERE EXISTS (SELECT FROM contact_aliases o
                WHERE o.tenant_id = u.tenant_id AND o.contact_id = p.contact_id AND o.kind + 0 = 2 AND o.account = u.account AND o.value <> u.user_id)
            AND NOT EXISTS (SELECT FROM contact_aliases k WHERE k.tenant_id = u.tenant_id AND k.kind = 2 AND k.account = u.account AND k.value = u.user_id)
        """;

    private readonly List<(string TenantId, string Phone, ContactAlias UserId)> _pairs = [];
    private readonly HashSet<AliasKey> _takenOver = [];
    private readonly ContactMergeNotes _merges = new();
    private readonly SortedDictionary<AliasKey, ContactEntry?> _aliases = [];
    private readonly SortedDictionary<AliasKey, (ContactEntry Owner, DateTimeOffset At)> _newAliases = [];
    private readonly Dictionary<(string TenantId, string Id), ContactEntry> _contacts = [];

    /// <summary>An identity with its texts as they are stored and compared.</summary>
    public static ContactIdentity Clean(ContactIdentity identity) => new(
        [.. identity.Aliases.Select(alias => new ContactAlias(alias.Kind, PgText.Clean(alias.Account), PgText.Clean(ContactRules.Canonical(alias))))],
        PgText.CleanOrNull(identity.RawPhone),
        PgText.CleanOrNull(identity.Name));

    /// <summary>Names an identity that will be resolved, before the look.</summary>
    public void Want(string tenantId, ContactIdentity identity)
    {
        foreach (var alias in identity.Aliases)
        {
            _aliases.TryAdd(Key(tenantId, alias), null);
        }

        if (ContactRules.UserIdOf(identity) is { } userId && ContactRules.PhoneOf(identity) is { } phone)
        {
            _pairs.Add((tenantId, phone, userId));
        }
    }

    public void AddLook(PgBatch batch)
    {
        var keys = _aliases.Keys;
        batch.Add(SelectByAlias).Texts(keys, k => k.TenantId).Ints(keys, k => (int)k.Kind).Texts(keys, k => k.Account).Texts(keys, k => k.Value);
        if (_pairs.Count > 0)
        {
            batch.Add(SelectTakenOver).Texts(_pairs, p => p.TenantId).Texts(_pairs, p => p.Phone).Texts(_pairs, p => p.UserId.Account).Texts(_pairs, p => p.UserId.Value);
        }
    }

    public async Task ReadLook(PgResults results)
    {
        var keys = _aliases.Keys.ToList();
        foreach (var (index, row) in await results.Next(row => (row.Long(0), new ContactRow(row.Text(1), row.TextOrNull(2), row.TextOrNull(3), row.TextOrNull(4)))))
        {
            var alias = keys[(int)index - 1];
            if (!_contacts.TryGetValue((alias.TenantId, row.Id), out var entry))
            {
                _contacts.Add((alias.TenantId, row.Id), entry = new ContactEntry(alias.TenantId, row, createdAt: null));
            }

            _aliases[alias] = entry;
        }

        if (_pairs.Count > 0)
        {
            _takenOver.UnionWith((await results.Next(row => _pairs[(int)row.Long(0) - 1])).Select(pair => Key(pair.TenantId, pair.UserId)));
        }
    }

    /// <summary>Tenants in which contacts were found to be one person.</summary>
    public IReadOnlyList<string> MergesIn => _merges.Tenants;

    /// <summary>The contact that owns one of the aliases, or null; and whether resolving it would write anything.</summary>
    public (ContactRow? Found, bool Complete) Find(string tenantId, ContactIdentity identity)
    {
        var found = FindOwner(tenantId, identity)?.Row;
        var complete = found is not null && identity.Aliases.All(alias => _aliases[Key(tenantId, alias)]?.Row.Id == found.Id);
        return (found, complete && ContactRules.Merge(found!, identity) == found);
    }

    /// <summary>
    /// The contact that owns one of the aliases, or a new one; missing aliases are added, the name and the WhatsApp id last seen are kept.
    /// </summary>
    public ContactRow Resolve(string tenantId, ContactIdentity identity, DateTimeOffset now)
    {
        var owner = (IsTakenOver(tenantId, identity) ? null : FindOwner(tenantId, identity)) ?? Create(tenantId, identity, now);
        var merged = ContactRules.Merge(owner.Row, identity);
        if (merged != owner.Row)
        {
            owner.Row = merged;
            owner.IsChanged = true;
        }

        (owner.SeenName, owner.SeenWhatsAppId) = (identity.Name ?? owner.SeenName, identity.RawPhone ?? owner.SeenWhatsAppId);
        foreach (var key in identity.Aliases.Select(alias => Key(tenantId, alias)).Where(key => _aliases[key] is null))
        {
            _aliases[key] = owner;
            _newAliases.Add(key, (owner, now));
        }

        foreach (var other in identity.Aliases.Select(alias => _aliases[Key(tenantId, alias)]!.Row.Id).Where(id => id != owner.Row.Id).Distinct())
        {
            _merges.Add(new ContactMerge(tenantId, other, owner.Row.Id), ContactMergeKind.SamePerson, ContactRules.PhoneOf(identity), now);
        }

        return owner.Row;
    }

    /// <summary>
    /// A person that is known gets new names, and replies go to the new phone, also where it was somebody else's. Nobody new is made of
    /// an update: who is known by none of the names comes to be by a message.
    /// </summary>
    public void Adopt(string tenantId, WebhookContactUpdate update, DateTimeOffset now)
    {
        if (FindOwner(tenantId, update.Known) is not { } owner)
        {
            return;
        }

        foreach (var key in update.Becomes.Aliases.Select(alias => Key(tenantId, alias)).Where(key => _aliases[key] is null))
        {
            _aliases[key] = owner;
            _newAliases.Add(key, (owner, now));
        }

        foreach (var alias in update.Becomes.Aliases)
        {
            if (_aliases[Key(tenantId, alias)] is { } holder && holder.Row.Id != owner.Row.Id)
            {
                _merges.Add(new ContactMerge(tenantId, holder.Row.Id, owner.Row.Id), ContactRules.KindOf(alias), ContactRules.PhoneOf(update.Becomes), now);
            }
        }

        owner.IsChanged = true;
        owner.Row = ContactRules.Merge(owner.Row, update.Becomes);
        owner.SeenWhatsAppId = update.Becomes.RawPhone ?? owner.SeenWhatsAppId;
    }

    /// <summary>Whether there is anything to write.</summary>
    public bool HasWrites => _newAliases.Count > 0 || _merges.Tenants.Count > 0 || _contacts.Values.Any(contact => contact.IsChanged || contact.CreatedAt is not null);

    /// <summary>Adds what was decided; when it says true, the batch has a result for <see cref="ReadWrites"/>.</summary>
    public bool AddWrites(PgBatch batch)
    {
        if (_newAliases.Count > 0)
        {
            batch.Add(InsertAliases).Texts(_newAliases, a => a.Key.TenantId).Ints(_newAliases, a => (int)a.Key.Kind).Texts(_newAliases, a => a.Key.Account)
                .Texts(_newAliases, a => a.Key.Value).Texts(_newAliases, a => a.Value.Owner.Row.Id).Times(_newAliases, a => a.Value.At);
        }

        var created = _contacts.Values.Where(c => c.CreatedAt is not null).ToList();
        if (created.Count > 0)
        {
            batch.Add(InsertContacts).Texts(created, c => c.TenantId).Texts(created, c => c.Row.Id).Texts(created, c => c.Row.Name)
                .Texts(created, c => c.Row.WhatsAppId).Texts(created, c => c.Row.Phone).Times(created, c => c.CreatedAt!.Value);
        }

        var changed = _contacts.Values.Where(c => c is { CreatedAt: null, IsChanged: true })
            .OrderBy(c => c.TenantId, StringComparer.Ordinal).ThenBy(c => c.Row.Id, StringComparer.Ordinal).ToList();
        if (changed.Count > 0)
        {
            batch.Add(UpdateContacts).Texts(changed, c => c.TenantId).Texts(changed, c => c.Row.Id).Texts(changed, c => c.SeenName)
                .Texts(changed, c => c.SeenWhatsAppId).Texts(changed, c => c.Row.Phone);
        }

        _merges.AddWrites(batch);
        return _newAliases.Count > 0;
    }

    /// <summary>Another silo that gave one of the aliases an owner meanwhile was faster: then everything is decided anew.</summary>
    public async Task ReadWrites(PgResults results)
    {
        if ((await results.Next(_ => 0)).Count < _newAliases.Count)
        {
            throw new RaceException("an alias");
        }
    }

    private static AliasKey Key(string tenantId, ContactAlias alias) => new(tenantId, alias.Kind, alias.Account, alias.Value);

    private bool IsTakenOver(string tenantId, ContactIdentity identity) =>
        ContactRules.UserIdOf(identity) is { } userId && Key(tenantId, userId) is var key && _aliases[key] is null && _takenOver.Contains(key);

    private ContactEntry? FindOwner(string tenantId, ContactIdentity identity)
    {
        foreach (var alias in identity.Aliases)
        {
            if (_aliases[Key(tenantId, alias)] is { } owner)
            {
                return owner;
            }
        }

        return null;
    }

    private ContactEntry Create(string tenantId, ContactIdentity identity, DateTimeOffset now)
    {
        var row = new ContactRow(ids.NewId("c"), identity.Name, identity.RawPhone, ContactRules.PhoneOf(identity));
        var entry = new ContactEntry(tenantId, row, now);
        _contacts.Add((tenantId, row.Id), entry);
        return entry;
    }
}
