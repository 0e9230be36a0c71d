using Microsoft.AspNetCore.Http.HttpResults;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Messages;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.ClientApi.DeadLetters;

/// <summary>Outgoing messages that failed: what people look at, try again, or take off the list.</summary>
internal static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this RouteGroupBuilder api)
    {
        var letters = api.MapGroup("/dead-letters").WithTags("Dead letters");
        letters.MapGet("", List).Allows(Operation.DeadLettersRead)
            .WithSummary("Lists failed and dead outgoing messages with reason and remedy, last failed first.")
            .WithDescription("By ?channelId=, ?code= (the error's code) and ?before= (failed before that time).");
        letters.MapPost("/retry", RetryByFilter).Allows(Operation.DeadLettersRetry)
            .WithSummary("Tries again what the list's filter gives, at most ?limit= messages per call.")
            .WithDescription("The same filter as the list. It answers how many are pending again, and a cursor while there are more.");
        letters.MapPost("/{deadLetterId}/retry", Retry).Allows(Operation.DeadLettersRetry)
            .WithSummary("Tries a failed or dead message again.")
            .WithDescription("It is pending again with a fresh expiry and tries counted anew. A message in any other state is 409 `message_not_ended`.");
        letters.MapDelete("/{deadLetterId}", Delete).Allows(Operation.DeadLettersDelete)
            .WithSummary("Takes a message off the list; it stays in history. Safe to repeat.");
    }

    private static async Task<Ok<ListResponse<DeadLetterResponse>>> List(
        [AsParameters] DeadLetterQuery query, [AsParameters] PageQuery page, HttpContext http, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok((await grains.History(http).DeadLetters(query.ToFilter(), page.ToRequest(), ct)).ToResponse(DeadLetterResponse.From));

    private static async Task<Ok<RetriedDeadLettersResponse>> RetryByFilter(
        [AsParameters] DeadLetterQuery query, [AsParameters] PageQuery page, HttpContext http, IGrainFactory grains)
    {
        var letters = await grains.History(http).DeadLetters(query.ToFilter(), page.ToRequest(), http.RequestAborted);
        var retried = await Task.WhenAll(letters.Items.Select(row => TryRetry(grains.ConversationOf(row), row.Id)));
        return TypedResults.Ok(new RetriedDeadLettersResponse(retried.Count(done => done), retried.Count(done => !done), letters.Next));
    }

    private static async Task<Ok<MessageResponse>> Retry(string deadLetterId, HttpContext http, IGrainFactory grains)
    {
        var row = await grains.MessageInPath(http, deadLetterId);
        return row.Status is MessageStatus.Failed or MessageStatus.Dead
            ? TypedResults.Ok(MessageResponse.From(await grains.ConversationOf(row).Retry(row.Id)))
            : throw ProblemException.Conflict("message_not_ended", $"The message is '{row.Status.ToWord()}' and no dead letter.");
    }

    private static async Task<NoContent> Delete(string deadLetterId, HttpContext http, IGrainFactory grains)
    {
        var row = await grains.MessageInPath(http, deadLetterId);
        await grains.ConversationOf(row).Dismiss(row.Id);
        return TypedResults.NoContent();
    }

    // Somebody else may have tried it again meanwhile, or its channel is gone: the others go on.
    private static async Task<bool> TryRetry(IConversationGrain conversation, string messageId)
    {
        try
        {
            await conversation.Retry(messageId);
            return true;
        }
        catch (ProblemException refusal) when (refusal.Kind is ProblemKind.Conflict or ProblemKind.NotFound)
        {
            return false;
        }
    }
}
