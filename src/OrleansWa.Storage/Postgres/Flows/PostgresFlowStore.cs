using OrleansWa.Contracts;
using OrleansWa.Contracts.Flows;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Flows;

/// <summary>Graphs of flows by version in <c>flow_versions</c>.</summary>
internal sealed class PostgresFlowStore(PostgresEngine engine) : IFlowStore
{
    private const string Columns = "tenant_id, flow_id, version, graph, priority, published";

    private const string Insert = """
        INSERT INTO flow_versions (tenant_id, flow_id, version, graph, priority, published, created_at)
        VALUES ($1, $2, $3, $4, $5, false, $6) ON CONFLICT DO NOTHING RETURNING 1
        """;

    // Every version is locked first: two that publish at once would else each publish theirs.
    private const string Lock = "SELECT version FROM flow_versions WHERE tenant_id = $1 AND flow_id = $2 ORDER BY version FOR UPDATE";

    private const string Unpublish = "UPDATE flow_versions SET published = false WHERE tenant_id = $1 AND flow_id = $2 AND version <> $3 AND published";

    private const string Update = """
        UPDATE flow_versions SET published = true, priority = $4, published_at = $5 WHERE tenant_id = $1 AND flow_id = $2 AND version = $3
        """;

    private const string Select = "SELECT " + Columns + " FROM flow_versions WHERE tenant_id = $1 AND flow_id = $2 AND version = $3";

    internal const string SelectPublished =
        "SELECT " + Columns + " FROM flow_versions WHERE tenant_id = $1 AND published ORDER BY priority DESC, flow_id LIMIT 500";

    public async ValueTask Add(FlowVersionRow row, DateTimeOffset now, CancellationToken ct = default) =>
        await engine.Write(session => Add(session, row, now), ct);

    public async ValueTask Publish(string tenantId, string flowId, int version, int priority, DateTimeOffset now, CancellationToken ct = default)
    {
        if (!await engine.Write(session => Publish(session, tenantId, flowId, version, priority, now), ct))
        {
            throw ProblemException.NotFound("flow_version", $"{flowId}/{version}");
        }
    }

    public ValueTask<FlowVersionRow?> Get(string tenantId, string flowId, int version, CancellationToken ct = default) =>
        engine.First(Select, select => select.Text(tenantId).Text(flowId).Int(version), Read, ct);

    public async ValueTask<IReadOnlyList<FlowVersionRow>> Published(string tenantId, CancellationToken ct = default) =>
        await engine.All(SelectPublished, select => select.Text(tenantId), Read, ct);

    private static async Task<bool> Add(PgSession session, FlowVersionRow row, DateTimeOffset now)
    {
        var added = await session.Count(Insert, insert => insert
            .Text(row.TenantId).Text(row.FlowId).Int(row.Version).Text(row.GraphJson).Int(row.Priority).Time(now)) == 1;
        return added && row.Published && await Publish(session, row.TenantId, row.FlowId, row.Version, row.Priority, now);
    }

    private static async Task<bool> Publish(PgSession session, string tenantId, string flowId, int version, int priority, DateTimeOffset now)
    {
        var versions = await session.All(Lock, select => select.Text(tenantId).Text(flowId), row => row.Int(0));
        if (!versions.Contains(version))
        {
            return false;
        }

        await using var batch = session.Batch();
        batch.Add(Update).Text(tenantId).Text(flowId).Int(version).Int(priority).Time(now);
        batch.Add(Unpublish).Text(tenantId).Text(flowId).Int(version);
        await batch.Run();
        return true;
    }

    private static FlowVersionRow Read(PgRow row) => new(row.Text(0), row.Text(1), row.Int(2), row.Text(3), row.Int(4), row.Bool(5));
}
