using OrleansWa.Contracts;
using OrleansWa.Contracts.Flows;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Flows;

/// <summary>Graphs of flows by version in <c>flow_versions</c>.</summary>
internal sealed class SqliteFlowStore(SqliteEngine engine) : IFlowStore
{
    private const string Columns = "tenant_id, flow_id, version, graph, priority, published";

    private const string Insert = """
        INSERT INTO flow_versions (tenant_id, flow_id, version, graph, priority, published, created_at)
        VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6) ON CONFLICT DO NOTHING
        """;

    private const string Unpublish =
        "UPDATE flow_versions SET published = 0 WHERE tenant_id = ?1 AND flow_id = ?2 AND version <> ?3 AND published = 1";

    private const string Update = """
        UPDATE flow_versions SET published = 1, priority = ?4, published_at = ?5 WHERE tenant_id = ?1 AND flow_id = ?2 AND version = ?3
        """;

    private const string Select = "SELECT " + Columns + " FROM flow_versions WHERE tenant_id = ?1 AND flow_id = ?2 AND version = ?3";

    private const string SelectPublished =
        "SELECT " + Columns + " FROM flow_versions WHERE tenant_id = ?1 AND published = 1 ORDER BY priority DESC, flow_id LIMIT 500";

    public async ValueTask Add(FlowVersionRow row, DateTimeOffset now, CancellationToken ct = default) =>
        await engine.Write(db => Add(db, row, now), weight: 2, ct);

    public async ValueTask Publish(string tenantId, string flowId, int version, int priority, DateTimeOffset now, CancellationToken ct = default)
    {
        if (!await engine.Write(db => Publish(db, tenantId, flowId, version, priority, now), weight: 2, ct))
        {
            throw ProblemException.NotFound("flow_version", $"{flowId}/{version}");
        }
    }

    public ValueTask<FlowVersionRow?> Get(string tenantId, string flowId, int version, CancellationToken ct = default) =>
        engine.Read(db => db.Query(Select).Bind(tenantId).Bind(flowId).Bind(version).First(Read), ct);

    public ValueTask<IReadOnlyList<FlowVersionRow>> Published(string tenantId, CancellationToken ct = default) =>
        engine.Read(db => db.Query(SelectPublished).Bind(tenantId).All(Read), ct);

    private static bool Add(SqliteDb db, FlowVersionRow row, DateTimeOffset now)
    {
        var added = db.Query(Insert)
            .Bind(row.TenantId).Bind(row.FlowId).Bind(row.Version).Bind(row.GraphJson).Bind(row.Priority).Bind(now).Run() == 1;
        return added && row.Published && Publish(db, row.TenantId, row.FlowId, row.Version, row.Priority, now);
    }

    private static bool Publish(SqliteDb db, string tenantId, string flowId, int version, int priority, DateTimeOffset now)
    {
        var found = db.Query(Update).Bind(tenantId).Bind(flowId).Bind(version).Bind(priority).Bind(now).Run() == 1;
        if (found)
        {
            db.Query(Unpublish).Bind(tenantId).Bind(flowId).Bind(version).Run();
        }

        return found;
    }

    private static FlowVersionRow Read(SqliteStatement row) =>
        new(row.Text(0), row.Text(1), row.Int(2), row.Text(3), row.Int(4), row.Bool(5));
}
