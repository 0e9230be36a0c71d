using Microsoft.AspNetCore.Http.HttpResults;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Flows;

namespace OrleansWa.ClientApi.Flows;

/// <summary>Flows of the caller's tenant: drafts and what is published of them.</summary>
internal static class FlowEndpoints
{
    public static void MapFlows(this RouteGroupBuilder api)
    {
        var flows = api.MapGroup("/flows").WithTags("Flows");
        flows.MapPost("", Create).Allows(Operation.FlowsWrite).WithSummary("Creates a flow with its first draft.");
        flows.MapGet("", List).Allows(Operation.FlowsRead).WithSummary("Lists flows by id, without their graphs.");
        flows.MapGet("/{flowId}", Get).Allows(Operation.FlowsRead).WithSummary("Reads a flow with the graph of its draft.");
        flows.MapPut("/{flowId}", Save).Allows(Operation.FlowsWrite)
            .WithSummary("Replaces the draft; running conversations stay on their version.");
        flows.MapPost("/{flowId}/publish", Publish).Allows(Operation.FlowsPublish)
            .WithSummary("Makes the draft the version that new conversations start with.");
    }

    private static async Task<Created<FlowResponse>> Create(CreateFlowRequest body, HttpContext http, IGrainFactory grains, IIdSource ids)
    {
        var check = new BodyCheck();
        var id = body.Id is null ? ids.NewId("flow_") : Ids.ThingInBody(check, "id", body.Id);
        var save = FlowBody.Read(check, body);
        var flow = await Flow(http, grains, id).Create(save);
        return TypedResults.Created($"/api/v1/flows/{id}", FlowResponse.From(flow));
    }

    private static async Task<Ok<ListResponse<FlowResponse>>> List(
        [AsParameters] PageQuery query, HttpContext http, IGrainFactory grains, CancellationToken ct)
    {
        var directory = grains.GetGrain<ITenantDirectoryGrain>(GrainKeys.Tenant(http.TenantId()));
        return TypedResults.Ok((await directory.Flows(query.ToRequest(), ct)).ToResponse(FlowResponse.From));
    }

    private static async Task<Ok<FlowResponse>> Get(string flowId, HttpContext http, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(FlowResponse.From(await Flow(http, grains, flowId).Get(ct)));

    private static async Task<Ok<FlowResponse>> Save(string flowId, SaveFlowRequest body, HttpContext http, IGrainFactory grains)
    {
        var save = FlowBody.Read(body);
        return TypedResults.Ok(FlowResponse.From(await Flow(http, grains, flowId).Save(save)));
    }

    private static async Task<Ok<FlowResponse>> Publish(string flowId, HttpContext http, IGrainFactory grains) =>
        TypedResults.Ok(FlowResponse.From(await Flow(http, grains, flowId).Publish()));

    private static IFlowGrain Flow(HttpContext http, IGrainFactory grains, string flowId) =>
        grains.GetGrain<IFlowGrain>(GrainKeys.Flow(http.TenantId(), Ids.FlowInPath(flowId)));
}
