using OrleansWa.Contracts.Security;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Security;

/// <summary>API keys in <c>api_keys</c>.</summary>
internal sealed class SqliteApiKeyStore(SqliteEngine engine) : IApiKeyStore
{
    private const string Columns = "id, secret_hash, tenant_id, name, role, created_at, expires_at, revoked_at";

    private const string Insert = "INSERT INTO api_keys (" + Columns + ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT DO NOTHING";

    private const string SelectByHash = "SELECT " + Columns + " FROM api_keys WHERE secret_hash = ?1";

    private const string SelectByTenant = "SELECT " + Columns + " FROM api_keys WHERE tenant_id = ?1 ORDER BY created_at, id";

    // The first time stays: a repeat must not make a key look as if it had been valid for longer.
    private const string Update = "UPDATE api_keys SET revoked_at = coalesce(revoked_at, ?3) WHERE tenant_id = ?1 AND id = ?2";

    public ValueTask<bool> Add(ApiKeyRow row, CancellationToken ct = default) => engine.Write(db => Add(db, row), weight: 1, ct);

    public ValueTask<ApiKeyRow?> FindByHash(string secretHash, CancellationToken ct = default) =>
        engine.Read(db => db.Query(SelectByHash).Bind(secretHash).First(Read), ct);

    public ValueTask<IReadOnlyList<ApiKeyRow>> List(string tenantId, CancellationToken ct = default) =>
        engine.Read(db => db.Query(SelectByTenant).Bind(tenantId).All(Read), ct);

    public ValueTask<bool> Revoke(string tenantId, string id, DateTimeOffset at, CancellationToken ct = default) =>
        engine.Write(db => db.Query(Update).Bind(tenantId).Bind(id).Bind(at).Run() == 1, weight: 1, ct);

    private static bool Add(SqliteDb db, ApiKeyRow row) => db.Query(Insert)
        .Bind(row.Id).Bind(row.SecretHash).Bind(row.TenantId).Bind(row.Name).Bind((long)row.Role)
        .Bind(row.CreatedAt).Bind(row.ExpiresAt).Bind(row.RevokedAt).Run() == 1;

    private static ApiKeyRow Read(SqliteStatement row) => new(
        row.Text(0), row.Text(1), row.Text(2), row.Text(3), (Role)row.Int(4), row.Time(5), row.TimeOrNull(6), row.TimeOrNull(7));
}
