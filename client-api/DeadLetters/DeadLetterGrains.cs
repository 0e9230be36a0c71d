using OrleansWa.ClientApi.Messages;
using OrleansWa.Contracts;
using OrleansWa.Contracts.DeadLetters;

namespace OrleansWa.ClientApi.DeadLetters;

/// <summary>The grains behind dead letters.</summary>
internal static class DeadLetterGrains
{
    /// <summary>Dead letters of a tenant, or of the platform.</summary>
    public static IDeadLetterGrain DeadLetters(this IGrainFactory grains, string scope) => grains.GetGrain<IDeadLetterGrain>(GrainKeys.Tenant(scope));

    /// <summary>Tries one again, whichever way it was going.</summary>
    public static Task Retry(this IGrainFactory grains, string scope, DeadLetter letter) => letter.Outgoing is { } row
        ? grains.ConversationOf(row).Retry(row.Id)
        : grains.DeadLetters(scope).RetryIncoming(letter.Incoming!.Id);

    /// <summary>Tries all of a page again. Incoming ones go one after the other, oldest first, so that at least among themselves they keep their order.</summary>
    public static async Task<RetriedDeadLettersResponse> RetryPage(Page<DeadLetter> page, Func<DeadLetter, Task> retry)
    {
        var outgoing = Task.WhenAll(page.Items.Where(letter => letter.Outgoing is not null).Select(letter => Try(retry, letter)));
        var done = 0;
        foreach (var letter in page.Items.Where(letter => letter.Incoming is not null).Reverse())
        {
            done += await Try(retry, letter) ? 1 : 0;
        }

        done += (await outgoing).Count(retried => retried);
        return new RetriedDeadLettersResponse(done, page.Items.Length - done, page.Next);
    }

    // Somebody else may have tried it again meanwhile, or its channel is gone: the others go on.
    private static async Task<bool> Try(Func<DeadLetter, Task> retry, DeadLetter letter)
    {
        try
        {
            await retry(letter);
            return true;
        }
        catch (ProblemException refusal) when (refusal.Kind is ProblemKind.Conflict or ProblemKind.NotFound)
        {
            return false;
        }
    }
}
