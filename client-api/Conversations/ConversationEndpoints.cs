using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Messages;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Directory;

namespace OrleansWa.ClientApi.Conversations;

/// <summary>Conversations of the caller's tenant and their history.</summary>
internal static class ConversationEndpoints
{
    public static void MapConversations(this RouteGroupBuilder api)
    {
        var conversations = api.MapGroup("/conversations").WithTags("Conversations");
        conversations.MapGet("", List).Allows(Operation.ConversationsRead)
            .WithSummary("Lists conversations, last activity first; of one channel with ?channelId=.");
        conversations.MapGet("/{conversationId}", Get).Allows(Operation.ConversationsRead).WithSummary("Reads a conversation.");
        conversations.MapGet("/{conversationId}/messages", Messages).Allows(Operation.ConversationsRead)
            .WithSummary("Messages of a conversation, newest first.");
    }

    private static async Task<Ok<ListResponse<ConversationResponse>>> List(
        [FromQuery] string? channelId, [AsParameters] PageQuery query, HttpContext http, IGrainFactory grains, CancellationToken ct)
    {
        var request = query.ToRequest();
        var channel = string.IsNullOrEmpty(channelId) ? null : Ids.ChannelInPath(channelId);
        return TypedResults.Ok((await History(http, grains).Conversations(channel, request, ct)).ToResponse(ConversationResponse.From));
    }

    private static async Task<Ok<ConversationResponse>> Get(string conversationId, HttpContext http, IGrainFactory grains, CancellationToken ct)
    {
        var (channel, contact) = Ids.ConversationInPath(conversationId);
        return TypedResults.Ok(ConversationResponse.From(await History(http, grains).Conversation(channel, contact, ct)));
    }

    private static async Task<Ok<ListResponse<MessageResponse>>> Messages(
        string conversationId, [AsParameters] PageQuery query, HttpContext http, IGrainFactory grains, CancellationToken ct)
    {
        var (channel, contact) = Ids.ConversationInPath(conversationId);
        return TypedResults.Ok((await History(http, grains).Messages(channel, contact, query.ToRequest(), ct)).ToResponse(MessageResponse.From));
    }

    private static IHistoryGrain History(HttpContext http, IGrainFactory grains) =>
        grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant(http.TenantId()));
}
