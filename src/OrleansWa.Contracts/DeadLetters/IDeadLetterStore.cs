using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Contracts.DeadLetters;

/// <summary>
/// What failed, both ways. Incoming ones belong to a scope: a tenant, or <see cref="GrainKeys.PlatformScope"/> for numbers that no channel holds where the
/// platform's app signed. They are kept for a time (90 days by default) and the oldest leave as new ones come.
/// </summary>
public interface IDeadLetterStore
{
    /// <summary>Dead letters of a scope, last failed first; <c>cursor_invalid</c> (400).</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="page">The page; rows that leave the list meanwhile do not disturb it.</param>
    /// <param name="ct">Cancels the read.</param>
    ValueTask<Page<DeadLetter>> List(string scope, DeadLetterFilter filter, PageRequest page, CancellationToken ct = default);

    /// <summary>An incoming one, listed or ended; null when there is none.</summary>
    ValueTask<IncomingDeadLetter?> Find(string scope, string id, CancellationToken ct = default);

    /// <summary>The message of an incoming one for a number that no channel held; null when there is none.</summary>
    ValueTask<UnroutedMessage?> Unrouted(string scope, string id, CancellationToken ct = default);

    /// <summary>Takes an incoming one off the list; durable when its task completes; safe to repeat. Its event never comes back to the list.</summary>
    ValueTask End(string scope, string id, DateTimeOffset at, CancellationToken ct = default);
}
