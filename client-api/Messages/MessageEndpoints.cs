using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Problems;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.ClientApi.Messages;

/// <summary>Sends messages and says what became of them.</summary>
internal static class MessageEndpoints
{
    public static void MapMessages(this RouteGroupBuilder api)
    {
        api.MapPost("/channels/{channelId}/messages", Send).Allows(Operation.MessagesSend).WithTags("Messages")
            .WithSummary("Accepts a message for sending.")
            .WithDescription("202 means: stored durably. The same Idempotency-Key and body give the same receipt; another body under that key is 409.");
        api.MapPost("/messages", SendRotated).Allows(Operation.MessagesSend).WithTags("Messages")
            .WithSummary("Accepts a message for sending from one of the tenant's channels.")
            .WithDescription(
                "The channel is the one that the person last wrote to while its 24-hour window is open, else the next connected one of the role in turn; the receipt names it. "
                + "A repeat with the same Idempotency-Key goes to the channel of the first. No channel of the role is connected: 409 `no_channel`.");
        api.MapGet("/messages", List).Allows(Operation.MessagesRead).WithTags("Messages")
            .WithSummary("Lists messages of both directions, newest first.")
            .WithDescription(
                "By ?channelId=, ?contact= (a contact's id), ?status=, ?from= and ?to= (stored at). A page looks at a bounded number of messages: one of a rare status may hold "
                + "fewer than asked for, or none, and yet have a nextCursor.");
        api.MapGet("/messages/{messageId}", Get).Allows(Operation.MessagesRead).WithTags("Messages")
            .WithSummary("Reads a message with its status, its attempts, and what happened to it: reactions, edit, deletion.");
        api.MapPost("/messages/{messageId}/cancel", Cancel).Allows(Operation.MessagesControl).WithTags("Messages")
            .WithSummary("Takes a pending message back.")
            .WithDescription("After the 200 it is never sent. Safe to repeat. A message in any other state is 409 `message_not_pending`.");
        api.MapPost("/messages/{messageId}/retry", Retry).Allows(Operation.MessagesControl).WithTags("Messages")
            .WithSummary("Tries a message again that is failed, dead, expired or cancelled.")
            .WithDescription("It is pending again with a fresh expiry and tries counted anew. A message in any other state is 409 `message_not_ended`.");
    }

    private static async Task<Accepted<SendMessageResponse>> Send(
        string channelId,
        SendMessageRequest body,
        [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey,
        HttpContext http,
        IGrainFactory grains,
        IIdSource ids)
    {
        _ = idempotencyKey; // Declared for the API's description; read with all its values below.
        var (tenant, channel) = (http.TenantId(), Ids.ChannelInPath(channelId));
        var key = IdempotencyKey.Read(http.Request.Headers);
        var message = SendMessageBody.Read(body);
        await grains.GetGrain<IChannelGrain>(GrainKeys.Channel(tenant, channel)).Get(http.RequestAborted);

        var contact = await grains.GetGrain<IContactGrain>(GrainKeys.Tenant(tenant)).ResolvePhone(message.To);
        var id = key is null ? ids.NewId("msg_") : DerivedId.From("msg_", tenant, "api", channel, key);
        return await Accept(http, grains, channel, contact, message, id, key, key is null ? null : message.Hash());
    }

    private static async Task<Accepted<SendMessageResponse>> SendRotated(
        RotatedMessageRequest body, [FromHeader(Name = IdempotencyKey.Header)] string? idempotencyKey, HttpContext http, IGrainFactory grains, IIdSource ids)
    {
        _ = idempotencyKey;
        var tenant = http.TenantId();
        var key = IdempotencyKey.Read(http.Request.Headers);
        var role = RotationBody.Role(body);
        var message = SendMessageBody.Read(body);
        var contact = await grains.GetGrain<IContactGrain>(GrainKeys.Tenant(tenant)).ResolvePhone(message.To);

        // The id names no channel, so that a repeat is known whichever channel would be next; the role belongs to what is repeated.
        var id = key is null ? ids.NewId("msg_") : DerivedId.From("msg_", tenant, "rotation", key);
        var channel = await grains.GetGrain<ISenderGrain>(GrainKeys.Tenant(tenant)).Choose(new ChooseSender(role, contact, id));
        return await Accept(http, grains, channel, contact, message, id, key, key is null ? null : $"{message.Hash()}:{Words<ChannelRole>.Of(role)}");
    }

    private static async Task<Accepted<SendMessageResponse>> Accept(
        HttpContext http, IGrainFactory grains, string channel, string contact, SendMessageBody message, string id, string? key, string? hash)
    {
        var conversation = grains.GetGrain<IConversationGrain>(GrainKeys.Conversation(http.TenantId(), channel, contact));
        var receipt = await conversation.Send(new SendMessage(
            id,
            message.Content,
            message.Lane,
            message.ReplyTo,
            key,
            hash,
            message.CallbackData,
            ProblemWriter.TraceId(http),
            message.SendAt,
            message.ExpiresAt,
            message.OnUnknown,
            message.Fallback));
        return TypedResults.Accepted(
            $"/api/v1/messages/{receipt.MessageId}",
            new SendMessageResponse(receipt.MessageId, receipt.Status.ToWord(), channel, message.To));
    }

    private static Task<Ok<MessageResponse>> Cancel(string messageId, HttpContext http, IGrainFactory grains) =>
        Change(messageId, http, grains, static (conversation, id) => conversation.Cancel(id));

    private static Task<Ok<MessageResponse>> Retry(string messageId, HttpContext http, IGrainFactory grains) =>
        Change(messageId, http, grains, static (conversation, id) => conversation.Retry(id));

    private static async Task<Ok<MessageResponse>> Change(
        string messageId, HttpContext http, IGrainFactory grains, Func<IConversationGrain, string, Task<MessageDetails>> change)
    {
        var row = await grains.MessageInPath(http, messageId);
        return TypedResults.Ok(MessageResponse.From(await change(grains.ConversationOf(row), row.Id)));
    }

    private static async Task<Ok<ListResponse<MessageResponse>>> List(
        [AsParameters] MessageListQuery query, [AsParameters] PageQuery page, HttpContext http, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok((await grains.History(http).MessageList(query.ToFilter(), page.ToRequest(), ct)).ToResponse(MessageResponse.From));

    private static async Task<Ok<MessageResponse>> Get(string messageId, HttpContext http, IGrainFactory grains, CancellationToken ct)
    {
        return TypedResults.Ok(MessageResponse.From(await grains.History(http).Message(Ids.MessageInPath(messageId), ct)));
    }
}
