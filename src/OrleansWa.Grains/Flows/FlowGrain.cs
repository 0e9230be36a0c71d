using OrleansWa.Contracts;
using OrleansWa.Contracts.Flows;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Flows;

/// <inheritdoc cref="IFlowGrain"/>
[GrainType("wa.flow")]
internal sealed class FlowGrain(
    [PersistentState("flow")] IPersistentState<FlowState> state,
    IFlowStore versions,
    FlowCatalog catalog,
    TimeProvider time) : Grain, IFlowGrain
{
    private readonly SerializedUpdates<FlowState> _updates = new(state);

    private string TenantId => GrainKeys.ScopeOf(this.GetPrimaryKeyString());

    private string FlowId => GrainKeys.Split(this.GetPrimaryKeyString()).Second;

    public async Task<FlowView> Create(SaveFlow request, CancellationToken ct)
    {
        if (_updates.Current.DraftVersion > 0)
        {
            throw ProblemException.Conflict("flow_exists", $"There is a flow '{FlowId}' already. PUT replaces its draft.");
        }

        await GrainFactory.GetGrain<ITenantGrain>(GrainKeys.Tenant(TenantId)).Get(ct);
        return await SaveDraft(request, ct);
    }

    public Task<FlowView> Save(SaveFlow request, CancellationToken ct)
    {
        Existing();
        return SaveDraft(request, ct);
    }

    public async Task<FlowView> Publish(CancellationToken ct)
    {
        var flow = Existing();
        var json = await Graph(flow.DraftVersion, ct);
        var faults = FlowValidator.Validate(FlowGraph.Parse(json));
        if (faults.Length > 0)
        {
            throw new ProblemException(ProblemKind.Unprocessable, "flow_invalid", "The flow cannot run as it is drawn.", faults);
        }

        // The row first: a crash in between leaves a published flow whose state says so one repeat later.
        await versions.Publish(TenantId, FlowId, flow.DraftVersion, flow.Priority, time.GetUtcNow(), ct);
        var next = await _updates.Update(s => s with { PublishedVersion = flow.DraftVersion, UpdatedAt = time.GetUtcNow() });
        catalog.Forget(TenantId);
        return next.View(FlowId, json);
    }

    public async Task<FlowView> Get(CancellationToken ct)
    {
        var flow = Existing();
        return flow.View(FlowId, await Graph(flow.DraftVersion, ct));
    }

    private async Task<FlowView> SaveDraft(SaveFlow request, CancellationToken ct)
    {
        FlowGraph.Parse(request.GraphJson);
        var version = _updates.Current.DraftVersion + 1;
        await versions.Add(new FlowVersionRow(TenantId, FlowId, version, request.GraphJson, request.Priority, Published: false), time.GetUtcNow(), ct);
        var next = await _updates.Update(s => s with
        {
            Name = request.Name,
            Priority = request.Priority,
            DraftVersion = version,
            UpdatedAt = time.GetUtcNow(),
        });
        return next.View(FlowId, request.GraphJson);
    }

    private async Task<string> Graph(int version, CancellationToken ct) =>
        (await versions.Get(TenantId, FlowId, version, ct))?.GraphJson
            ?? throw new InvalidOperationException($"Version {version} of flow {FlowId} is not stored.");

    private FlowState Existing() =>
        _updates.Current is { DraftVersion: > 0 } flow ? flow : throw ProblemException.NotFound("flow", FlowId);
}
