using OrleansWa.Contracts.Security;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Security;

/// <summary>API keys in <c>api_keys</c>.</summary>
internal sealed class PostgresApiKeyStore(PostgresEngine engine) : IApiKeyStore
{
    private const string Columns = "id, secret_hash, tenant_id, name, role, created_at, expires_at, revoked_at";

    private const string Insert = "INSERT INTO api_keys (" + Columns + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING 1";

    internal const string SelectByHash = "SELECT " + Columns + " FROM api_keys WHERE secret_hash = $1";

    private const string SelectByTenant = "SELECT " + Columns + " FROM api_keys WHERE tenant_id = $1 ORDER BY created_at, id";

    // The first time stays: a repeat must not make a key look as if it had been valid for longer.
    private const string Update = "UPDATE api_keys SET revoked_at = coalesce(revoked_at, $3) WHERE tenant_id = $1 AND id = $2 RETURNING 1";

    public async ValueTask<bool> Add(ApiKeyRow row, CancellationToken ct = default) =>
        await engine.Write(session => session.Count(Insert, insert => Bind(insert, row)), ct) == 1;

    public ValueTask<ApiKeyRow?> FindByHash(string secretHash, CancellationToken ct = default) =>
        engine.First(SelectByHash, select => select.Text(secretHash), Read, ct);

    public async ValueTask<IReadOnlyList<ApiKeyRow>> List(string tenantId, CancellationToken ct = default) =>
        await engine.All(SelectByTenant, select => select.Text(tenantId), Read, ct);

    public async ValueTask<bool> Revoke(string tenantId, string id, DateTimeOffset at, CancellationToken ct = default) =>
        await engine.Write(session => session.Count(Update, update => update.Text(tenantId).Text(id).Time(at)), ct) == 1;

    private static void Bind(PgCommand insert, ApiKeyRow row) => insert
        .Text(row.Id).Text(row.SecretHash).Text(row.TenantId).Text(row.Name).Int((int)row.Role)
        .Time(row.CreatedAt).Time(row.ExpiresAt).Time(row.RevokedAt);

    private static ApiKeyRow Read(PgRow row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3), (Role)row.Int(4), row.Time(5), row.TimeOrNull(6), row.TimeOrNull(7));
}
