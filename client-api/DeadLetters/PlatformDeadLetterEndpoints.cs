using Microsoft.AspNetCore.Http.HttpResults;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.DeadLetters;

/// <summary>Messages that came through the platform's app for numbers that no channel holds: no tenant's, so the platform's.</summary>
internal static class PlatformDeadLetterEndpoints
{
    public static void MapPlatformDeadLetters(this RouteGroupBuilder management)
    {
        var letters = management.MapGroup("/dead-letters").WithTags("Dead letters of the platform");
        letters.MapGet("", List).Allows(Operation.PlatformDeadLettersRead)
            .WithSummary("Lists messages for numbers that no channel holds, last received first.")
            .WithDescription("They came through the platform's app; those of a tenant's own app are in that tenant's list. By ?code= and ?before= (received before that time).");
        letters.MapPost("/retry", RetryByFilter).Allows(Operation.PlatformDeadLettersRetry)
            .WithSummary("Routes again what the list's filter gives, at most ?limit= of them per call.");
        letters.MapPost("/{platformDeadLetterId}/retry", Retry).Allows(Operation.PlatformDeadLettersRetry)
            .WithSummary("Routes one again, through the normal intake.")
            .WithDescription("409 `number_unknown` while still no channel holds the number, `dead_letter_ended` once it was routed or deleted.");
        letters.MapDelete("/{platformDeadLetterId}", Delete).Allows(Operation.PlatformDeadLettersDelete).WithSummary("Takes one off the list. Safe to repeat.");
    }

    private static async Task<Ok<ListResponse<DeadLetterResponse>>> List(
        [AsParameters] DeadLetterQuery query, [AsParameters] PageQuery page, IGrainFactory grains, CancellationToken ct) =>
        TypedResults.Ok((await grains.DeadLetters(GrainKeys.PlatformScope).List(query.ToFilter(), page.ToRequest(), ct)).ToResponse(DeadLetterResponse.Of));

    private static async Task<Ok<RetriedDeadLettersResponse>> RetryByFilter(
        [AsParameters] DeadLetterQuery query, [AsParameters] PageQuery page, HttpContext http, IGrainFactory grains)
    {
        var letters = await grains.DeadLetters(GrainKeys.PlatformScope).List(query.ToFilter(), page.ToRequest(), http.RequestAborted);
        return TypedResults.Ok(await DeadLetterGrains.RetryPage(letters, letter => grains.Retry(GrainKeys.PlatformScope, letter)));
    }

    private static async Task<Ok<DeadLetterResponse>> Retry(string platformDeadLetterId, IGrainFactory grains) =>
        TypedResults.Ok(DeadLetterResponse.Of(await grains.DeadLetters(GrainKeys.PlatformScope).RetryIncoming(Ids.DeadLetterInPath(platformDeadLetterId))));

    private static async Task<NoContent> Delete(string platformDeadLetterId, IGrainFactory grains)
    {
        await grains.DeadLetters(GrainKeys.PlatformScope).EndIncoming(Ids.DeadLetterInPath(platformDeadLetterId));
        return TypedResults.NoContent();
    }
}
