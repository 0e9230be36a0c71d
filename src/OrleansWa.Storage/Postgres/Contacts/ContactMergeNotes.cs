using OrleansWa.Contracts.Contacts;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Contacts;

/// <summary>Contacts that a batch found to be one person, to be merged afterwards.</summary>
internal sealed class ContactMergeNotes
{
    private const string Insert = """
        INSERT INTO contact_merges AS m (tenant_id, from_id, into_id, kind, phone, found_at)
        SELECT tenant_id, from_id, into_id, kind, phone, found_at FROM unnest($1, $2, $3, $4, $5, $6) AS u (tenant_id, from_id, into_id, kind, phone, found_at)
        ON CONFLICT (tenant_id, from_id, into_id) DO UPDATE SET kind = excluded.kind, phone = excluded.phone, found_at = excluded.found_at, ended_at = NULL
        WHERE m.ended_at IS NOT NULL
        """;

    private readonly Dictionary<ContactMerge, (ContactMergeKind Kind, string? Phone, DateTimeOffset At)> _noted = [];

    /// <summary>Tenants that have some.</summary>
    public IReadOnlyList<string> Tenants => [.. _noted.Keys.Select(merge => merge.TenantId).Distinct(StringComparer.Ordinal)];

    public void Add(ContactMerge merge, ContactMergeKind kind, string? phone, DateTimeOffset at) => _noted.TryAdd(merge, (kind, phone, at));

    public void AddWrites(PgBatch batch)
    {
        if (_noted.Count > 0)
        {
            var rows = _noted.OrderBy(n => n.Key.TenantId, StringComparer.Ordinal).ThenBy(n => n.Key.FromId, StringComparer.Ordinal).ThenBy(n => n.Key.IntoId, StringComparer.Ordinal).ToList();
            batch.Add(Insert).Texts(rows, r => r.Key.TenantId).Texts(rows, r => r.Key.FromId).Texts(rows, r => r.Key.IntoId)
                .Ints(rows, r => (int)r.Value.Kind).Texts(rows, r => r.Value.Phone).Times(rows, r => r.Value.At);
        }
    }
}
