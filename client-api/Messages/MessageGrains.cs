using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.ClientApi.Messages;

/// <summary>The grains behind a message of the caller's tenant.</summary>
internal static class MessageGrains
{
    /// <summary>Reads the tenant's history.</summary>
    public static IHistoryGrain History(this IGrainFactory grains, HttpContext http) => grains.GetGrain<IHistoryGrain>(GrainKeys.Tenant(http.TenantId()));

    /// <summary>The conversation of a message, which alone changes it.</summary>
    public static IConversationGrain ConversationOf(this IGrainFactory grains, MessageRow row) =>
        grains.GetGrain<IConversationGrain>(GrainKeys.Conversation(row.TenantId, row.ChannelId, row.ContactId));

    /// <summary>The message of a path; <c>message_not_found</c> (404).</summary>
    public static async Task<MessageRow> MessageInPath(this IGrainFactory grains, HttpContext http, string messageId) =>
        (await grains.History(http).Message(Ids.MessageInPath(messageId), http.RequestAborted)).Message;
}
