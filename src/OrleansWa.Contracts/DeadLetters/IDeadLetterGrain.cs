namespace OrleansWa.Contracts.DeadLetters;

/// <summary>
/// What failed, for callers without a database. Stateless worker; key: <see cref="GrainKeys.Tenant"/> of the tenant, or of
/// <see cref="GrainKeys.PlatformScope"/> for messages that came through the platform's app for numbers that no channel holds.
/// </summary>
[Alias("wa.dead-letters")]
public interface IDeadLetterGrain : IGrainWithStringKey
{
    /// <summary>Dead letters, last failed first; <c>cursor_invalid</c> (400).</summary>
    [Alias("list")]
    Task<Page<DeadLetter>> List(DeadLetterFilter filter, PageRequest page, CancellationToken ct = default);

    /// <summary>
    /// Handles an incoming one again: a message for an unknown number goes through the normal intake, an event through the rules of its conversation. Events
    /// that came after it were handled long ago, so the order is lost; a reply is sent once however often this is repeated. Durable when it returns. Errors:
    /// <c>dead_letter_not_found</c> (404), <c>dead_letter_ended</c> (409), <c>number_unknown</c> (409: still nobody holds the number), and those of
    /// <see cref="Conversations.IConversationGrain.HandleAgain"/>; it stays listed then.
    /// </summary>
    [Alias("retry-incoming")]
    Task<IncomingDeadLetter> RetryIncoming(string id, CancellationToken ct = default);

    /// <summary>
    /// Takes an incoming one off the list; what history holds of it stays. Durable when it returns; safe to repeat. Errors:
    /// <c>dead_letter_not_found</c> (404).
    /// </summary>
    [Alias("end-incoming")]
    Task EndIncoming(string id, CancellationToken ct = default);
}
