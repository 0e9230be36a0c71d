using Microsoft.AspNetCore.Http.HttpResults;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Messages;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.ClientApi.DeadLetters;

/// <summary>What failed, both ways: what people look at, try again, or take off the list.</summary>
internal static class DeadLetterEndpoints
{
    public static void MapDeadLetters(this RouteGroupBuilder api)
    {
        var letters = api.MapGroup("/dead-letters").WithTags("Dead letters");
        letters.MapGet("", List).Allows(Operation.DeadLettersRead)
            .WithSummary("Lists what failed, with reason and remedy, last failed first.")
            .WithDescription(
                "Outgoing messages that are failed or dead, and incoming ones that nobody could handle: no rule could (event_refused), or no channel holds the number "
                + "(number_unknown, where the tenant's own app signed). By ?direction= (in or out; both when left out), ?channelId=, ?code= (the error's code) and ?before= "
                + "(failed before that time).");
        letters.MapPost("/retry", RetryByFilter).Allows(Operation.DeadLettersRetry)
            .WithSummary("Tries again what the list's filter gives, at most ?limit= of them per call.")
            .WithDescription("The same filter as the list. It answers how many are pending again or handled, and a cursor while there are more.");
        letters.MapPost("/{deadLetterId}/retry", Retry).Allows(Operation.DeadLettersRetry)
            .WithSummary("Tries one again.")
            .WithDescription(
                "An outgoing message is pending again with a fresh expiry and tries counted anew; one in any other state is 409 `message_not_ended`. An incoming one is handled "
                + "again, after what came later: its order is lost, and a reply is sent once however often this is repeated. 409: `flow_waits` (a flow waits for the answer to "
                + "something later), `event_refused` (again), `number_unknown` (still), `dead_letter_ended`.");
        letters.MapDelete("/{deadLetterId}", Delete).Allows(Operation.DeadLettersDelete)
            .WithSummary("Takes one off the list; what history holds of it stays. Safe to repeat.");
    }

    private static async Task<Ok<ListResponse<DeadLetterResponse>>> List(
        [AsParameters] DeadLetterQuery query, [AsParameters] PageQuery page, HttpContext http, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok((await grains.DeadLetters(http.TenantId()).List(query.ToFilter(), page.ToRequest(), ct)).ToResponse(DeadLetterResponse.Of));

    private static async Task<Ok<RetriedDeadLettersResponse>> RetryByFilter(
        [AsParameters] DeadLetterQuery query, [AsParameters] PageQuery page, HttpContext http, IGrainFactory grains)
    {
        var letters = await grains.DeadLetters(http.TenantId()).List(query.ToFilter(), page.ToRequest(), http.RequestAborted);
        return TypedResults.Ok(await DeadLetterGrains.RetryPage(letters, letter => grains.Retry(http.TenantId(), letter)));
    }

    private static async Task<Results<Ok<MessageResponse>, Ok<DeadLetterResponse>>> Retry(string deadLetterId, HttpContext http, IGrainFactory grains)
    {
        if (DeadLetterIds.IsIncoming(deadLetterId))
        {
            return TypedResults.Ok(DeadLetterResponse.Of(await grains.DeadLetters(http.TenantId()).RetryIncoming(Ids.DeadLetterInPath(deadLetterId))));
        }

        var row = await grains.MessageInPath(http, deadLetterId);
        return row.Status is MessageStatus.Failed or MessageStatus.Dead
            ? TypedResults.Ok(MessageResponse.From(await grains.ConversationOf(row).Retry(row.Id)))
            : throw ProblemException.Conflict("message_not_ended", $"The message is '{row.Status.ToWord()}' and no dead letter.");
    }

    private static async Task<NoContent> Delete(string deadLetterId, HttpContext http, IGrainFactory grains)
    {
        if (DeadLetterIds.IsIncoming(deadLetterId))
        {
            await grains.DeadLetters(http.TenantId()).EndIncoming(Ids.DeadLetterInPath(deadLetterId));
            return TypedResults.NoContent();
        }

        var row = await grains.MessageInPath(http, deadLetterId);
        await grains.ConversationOf(row).Dismiss(row.Id);
        return TypedResults.NoContent();
    }
}
