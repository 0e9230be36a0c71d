using Microsoft.AspNetCore.Http.HttpResults;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Directory;

namespace OrleansWa.ClientApi.Channels;

/// <summary>Channels of the caller's tenant and their sessions.</summary>
internal static class ChannelEndpoints
{
    public static void MapChannels(this RouteGroupBuilder api)
    {
        var channels = api.MapGroup("/channels").WithTags("Channels");
        channels.MapPost("", Create).Allows(Operation.ChannelsCreate).WithSummary("Creates a channel; it is started separately.");
        channels.MapGet("", List).Allows(Operation.ChannelsRead).WithSummary("Lists channels by id.");
        channels.MapGet("/{channelId}", Get).Allows(Operation.ChannelsRead).WithSummary("Reads a channel.");
        channels.MapPatch("/{channelId}", Update).Allows(Operation.ChannelsUpdate).WithSummary("Changes a channel.");
        channels.MapDelete("/{channelId}", Delete).Allows(Operation.ChannelsDelete)
            .WithSummary("Stops and removes a channel and frees its number; its history stays.");
        channels.MapPost("/{channelId}/start", Start).Allows(Operation.ChannelsControl)
            .WithSummary("Checks token, number and subscription and connects. What the connector refuses is in status error with a remedy.");
        channels.MapPost("/{channelId}/stop", Stop).Allows(Operation.ChannelsControl)
            .WithSummary("Stops sending and ends all attempts to connect; what comes in is still stored.");
        channels.MapPost("/{channelId}/restart", Restart).Allows(Operation.ChannelsControl).WithSummary("Stops and starts.");
        channels.MapGet("/{channelId}/status", Status).Allows(Operation.ChannelsRead).WithSummary("State of the session.");
    }

    private static async Task<Created<ChannelResponse>> Create(CreateChannelRequest body, HttpContext http, IGrainFactory grains)
    {
        var (id, create) = ChannelBody.Read(body);
        var channel = await Channel(http, grains, id).Create(create);
        return TypedResults.Created($"/api/v1/channels/{id}", ChannelResponse.From(channel));
    }

    private static async Task<Ok<ListResponse<ChannelResponse>>> List(
        [AsParameters] PageQuery query, HttpContext http, IGrainFactory grains, CancellationToken ct)
    {
        var directory = grains.GetGrain<ITenantDirectoryGrain>(GrainKeys.Tenant(http.TenantId()));
        return TypedResults.Ok((await directory.Channels(query.ToRequest(), ct)).ToResponse(ChannelResponse.From));
    }

    private static async Task<Ok<ChannelResponse>> Get(string channelId, HttpContext http, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(ChannelResponse.From(await Channel(http, grains, channelId).Get(ct)));

    private static async Task<Ok<ChannelResponse>> Update(string channelId, UpdateChannelRequest body, HttpContext http, IGrainFactory grains) =>
        TypedResults.Ok(ChannelResponse.From(await Channel(http, grains, channelId).Update(ChannelBody.Read(body))));

    private static async Task<NoContent> Delete(string channelId, HttpContext http, IGrainFactory grains)
    {
        await Channel(http, grains, channelId).Delete();
        return TypedResults.NoContent();
    }

    private static async Task<Ok<ChannelResponse>> Start(string channelId, HttpContext http, IGrainFactory grains) =>
        TypedResults.Ok(ChannelResponse.From(await Channel(http, grains, channelId).Start()));

    private static async Task<Ok<ChannelResponse>> Stop(string channelId, HttpContext http, IGrainFactory grains) =>
        TypedResults.Ok(ChannelResponse.From(await Channel(http, grains, channelId).Stop()));

    private static async Task<Ok<ChannelResponse>> Restart(string channelId, HttpContext http, IGrainFactory grains)
    {
        var channel = Channel(http, grains, channelId);
        await channel.Stop();
        return TypedResults.Ok(ChannelResponse.From(await channel.Start()));
    }

    private static async Task<Ok<ChannelStatusResponse>> Status(string channelId, HttpContext http, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok(ChannelStatusResponse.From(await Channel(http, grains, channelId).Get(ct)));

    private static IChannelGrain Channel(HttpContext http, IGrainFactory grains, string channelId) =>
        grains.GetGrain<IChannelGrain>(GrainKeys.Channel(http.TenantId(), Ids.ChannelInPath(channelId)));
}
