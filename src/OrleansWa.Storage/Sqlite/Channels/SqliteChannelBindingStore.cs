using OrleansWa.Contracts.Channels;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Channels;

/// <summary>Bindings of accounts to channels in <c>channel_bindings</c>.</summary>
internal sealed class SqliteChannelBindingStore(SqliteEngine engine) : IChannelBindingStore
{
    private const int MaxRows = 1_000;

    private const string Columns = "connector, account_id, tenant_id, channel_id, app, bound_at";

    private const string Upsert = "INSERT INTO channel_bindings (" + Columns + """
        ) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
        ON CONFLICT DO UPDATE SET app = excluded.app, bound_at = excluded.bound_at
        WHERE tenant_id = excluded.tenant_id AND channel_id = excluded.channel_id
        """;

    private const string Delete = "DELETE FROM channel_bindings WHERE connector = ?1 AND account_id = ?2 AND tenant_id = ?3 AND channel_id = ?4";

    private const string Select = "SELECT " + Columns + " FROM channel_bindings WHERE connector = ?1 AND account_id = ?2";

    // The page counts channels, because the cursor names one: a channel with two accounts is never torn between two pages.
    private const string SelectPage = "SELECT " + Columns + """
         FROM channel_bindings WHERE (tenant_id, channel_id) IN (
            SELECT DISTINCT tenant_id, channel_id FROM channel_bindings
            WHERE (tenant_id, channel_id) > (?1, ?2) ORDER BY tenant_id, channel_id LIMIT ?3)
        ORDER BY tenant_id, channel_id, connector, account_id
        """;

    public ValueTask<bool> Bind(ChannelBinding binding, CancellationToken ct = default) => engine.Write(db => Bind(db, binding), weight: 1, ct);

    public async ValueTask Unbind(ConnectorKind connector, string accountId, string tenantId, string channelId, CancellationToken ct = default) =>
        await engine.Write(
            db => db.Query(Delete).Bind((long)connector).Bind(accountId).Bind(tenantId).Bind(channelId).Run(), weight: 1, ct);

    public ValueTask<ChannelBinding?> Find(ConnectorKind connector, string accountId, CancellationToken ct = default) =>
        engine.Read(db => db.Query(Select).Bind((long)connector).Bind(accountId).First(Read), ct);

    public ValueTask<IReadOnlyList<ChannelBinding>> List(string? afterTenantId, string? afterChannelId, int limit, CancellationToken ct = default) =>
        engine.Read(
            db => db.Query(SelectPage).Bind(afterTenantId ?? "").Bind(afterChannelId ?? "").Bind(Math.Clamp(limit, 0, MaxRows)).All(Read), ct);

    private static bool Bind(SqliteDb db, ChannelBinding binding) => db.Query(Upsert)
        .Bind((long)binding.Connector).Bind(binding.AccountId).Bind(binding.TenantId).Bind(binding.ChannelId)
        .Bind(binding.App).Bind(binding.BoundAt).Run() == 1;

    private static ChannelBinding Read(SqliteStatement row) =>
        new((ConnectorKind)row.Int(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Time(5));
}
