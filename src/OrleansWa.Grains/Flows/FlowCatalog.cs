using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Flows;
using OrleansWa.Contracts.State;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Grains.Conversations;
using OrleansWa.Grains.State;
using OrleansWa.Grains.Tenants;

namespace OrleansWa.Grains.Flows;

/// <summary>
/// Published flows and words of consent by tenant, compiled, so that a message costs no read and no call to a grain that its tenant's channels share. A change
/// is seen at once on its own silo and within 2 s on others. At most 2,000 tenants and 2,000 pinned versions; at the limit it starts afresh.
/// </summary>
public sealed class FlowCatalog(IFlowStore store, IStateStore states, TimeProvider time, ILogger<FlowCatalog> logger)
{
    private const int EntriesMax = 2_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, (TenantAnswers Answers, DateTimeOffset ReadAt)> _published = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string TenantId, string FlowId, int Version), PublishedFlow> _versions = new();

    /// <summary>The tenant's published flows and words of consent.</summary>
    internal ValueTask<TenantAnswers> Answers(string tenantId, CancellationToken ct) =>
        _published.TryGetValue(tenantId, out var entry) && time.GetUtcNow() - entry.ReadAt < Life
            ? ValueTask.FromResult(entry.Answers)
            : Load(tenantId, ct);

    /// <summary>One version of a flow, for a conversation that is in the middle of it; null when it is not stored.</summary>
    internal async ValueTask<PublishedFlow?> Version(string tenantId, string flowId, int version, CancellationToken ct)
    {
        var key = (tenantId, flowId, version);
        if (_versions.TryGetValue(key, out var flow))
        {
            return flow;
        }

        return await store.Get(tenantId, flowId, version, ct) is { } row && Compile(row) is { } compiled ? Keep(key, compiled) : null;
    }

    /// <summary>Forgets what is known of a tenant, because a flow was published or the tenant changed.</summary>
    internal void Forget(string tenantId) => _published.TryRemove(tenantId, out _);

    private async ValueTask<TenantAnswers> Load(string tenantId, CancellationToken ct)
    {
        var readAt = time.GetUtcNow();
        var tenant = await Tenant(tenantId, ct);
        IReadOnlyList<PublishedFlow> flows = tenant?.Status == TenantStatus.Suspended ? [] : await Compile(tenantId, ct);
        var answers = new TenantAnswers(flows, tenant?.Consent is { } consent ? new ConsentWords(consent) : ConsentWords.Default);
        if (_published.Count >= EntriesMax)
        {
            _published.Clear();
        }

        _published[tenantId] = (answers, readAt);
        return answers;
    }

    private async ValueTask<TenantState?> Tenant(string tenantId, CancellationToken ct) =>
        await states.Read(new StateKey("wa.tenant", GrainKeys.Tenant(tenantId), "tenant"), ct) is { } row ? StateJson.Read<TenantState>(row) : null;

    private async ValueTask<IReadOnlyList<PublishedFlow>> Compile(string tenantId, CancellationToken ct)
    {
        var flows = new List<PublishedFlow>();
        foreach (var row in await store.Published(tenantId, ct))
        {
            var key = (tenantId, row.FlowId, row.Version);
            if (_versions.TryGetValue(key, out var known) && known.Priority == row.Priority)
            {
                flows.Add(known);
            }
            else if (Compile(row) is { } compiled)
            {
                flows.Add(Keep(key, compiled));
            }
        }

        return flows;
    }

    private PublishedFlow Keep((string TenantId, string FlowId, int Version) key, PublishedFlow flow)
    {
        if (_versions.Count >= EntriesMax)
        {
            _versions.Clear();
        }

        _versions[key] = flow;
        return flow;
    }

    // A stored graph was parsed before it was stored. One that no longer parses (a newer program wrote it) must not silence the tenant's other flows.
    private PublishedFlow? Compile(FlowVersionRow row)
    {
        try
        {
            return new PublishedFlow(row.FlowId, row.Version, row.Priority, FlowGraph.Parse(row.GraphJson));
        }
        catch (ProblemException fault)
        {
            logger.LogError(fault, "Flow {FlowId} version {Version} cannot be read and is left out", row.FlowId, row.Version);
            return null;
        }
    }
}
