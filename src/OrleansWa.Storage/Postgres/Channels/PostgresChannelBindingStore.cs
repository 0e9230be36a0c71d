using OrleansWa.Contracts.Channels;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Channels;

/// <summary>Bindings of accounts to channels in <c>channel_bindings</c>.</summary>
internal sealed class PostgresChannelBindingStore(PostgresEngine engine) : IChannelBindingStore
{
    private const int MaxRows = 1_000;

    private const string Columns = "connector, account_id, tenant_id, channel_id, app, bound_at";

    private const string Upsert = "INSERT INTO channel_bindings AS b (" + Columns + """
        ) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (connector, account_id) DO UPDATE SET app = excluded.app, bound_at = excluded.bound_at
        WHERE b.tenant_id = excluded.tenant_id AND b.channel_id = excluded.channel_id
        RETURNING 1
        """;

    private const string Delete = "DELETE FROM channel_bindings WHERE connector = $1 AND account_id = $2 AND tenant_id = $3 AND channel_id = $4 RETURNING 1";

    internal const string Select = "SELECT " + Columns + " FROM channel_bindings WHERE connector = $1 AND account_id = $2";

    // The page counts channels, because the cursor names one: a channel with two accounts is never torn between two pages.
    private const string SelectPage = "SELECT " + Columns + """
         FROM channel_bindings WHERE (tenant_id, channel_id) IN (
            SELECT DISTINCT tenant_id, channel_id FROM channel_bindings
            WHERE (tenant_id, channel_id) > ($1, $2) ORDER BY tenant_id, channel_id LIMIT $3)
        ORDER BY tenant_id, channel_id, connector, account_id
        """;

    public async ValueTask<bool> Bind(ChannelBinding binding, CancellationToken ct = default) =>
        await engine.Write(session => session.Count(Upsert, upsert => Bind(upsert, binding)), ct) == 1;

    public async ValueTask Unbind(ConnectorKind connector, string accountId, string tenantId, string channelId, CancellationToken ct = default) =>
        await engine.Write(
            session => session.Count(Delete, delete => delete.Int((int)connector).Text(accountId).Text(tenantId).Text(channelId)), ct);

    public ValueTask<ChannelBinding?> Find(ConnectorKind connector, string accountId, CancellationToken ct = default) =>
        engine.First(Select, select => select.Int((int)connector).Text(accountId), Read, ct);

    public async ValueTask<IReadOnlyList<ChannelBinding>> List(string? afterTenantId, string? afterChannelId, int limit, CancellationToken ct = default) =>
        await engine.All(
            SelectPage, select => select.Text(afterTenantId ?? "").Text(afterChannelId ?? "").Int(Math.Clamp(limit, 0, MaxRows)), Read, ct);

    private static void Bind(PgCommand upsert, ChannelBinding binding) => upsert
        .Int((int)binding.Connector).Text(binding.AccountId).Text(binding.TenantId).Text(binding.ChannelId).Text(binding.App).Time(binding.BoundAt);

    private static ChannelBinding Read(PgRow row) =>
        new((ConnectorKind)row.Int(0), row.Text(1), row.Text(2), row.Text(3), row.Text(4), row.Time(5));
}
