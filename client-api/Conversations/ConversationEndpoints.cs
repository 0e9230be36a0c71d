using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Messages;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Conversations;
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
        conversations.MapPatch("/{conversationId}", Update).Allows(Operation.ConversationsUpdate).WithSummary("Changes a conversation: lets the bot answer, or pauses it.")
            .WithDescription(
                "Members left out stay as they are. What staff write on the number's handset pauses the bot by itself; a flow that waits for an answer goes on where it is "
                + "once the bot is enabled again. Durable with the 200; safe to repeat.");
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

    private static async Task<Ok<ConversationResponse>> Update(
        string conversationId, UpdateConversationRequest body, HttpContext http, IGrainFactory grains, CancellationToken ct)
    {
        var (channel, contact) = Ids.ConversationInPath(conversationId);
        var history = History(http, grains);
        await history.Conversation(channel, contact, ct);
        if (body.BotEnabled is { } enabled)
        {
            await grains.GetGrain<IConversationGrain>(GrainKeys.Conversation(http.TenantId(), channel, contact)).SetBot(enabled, CancellationToken.None);
        }

        return TypedResults.Ok(ConversationResponse.From(await history.Conversation(channel, contact, ct)));
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
