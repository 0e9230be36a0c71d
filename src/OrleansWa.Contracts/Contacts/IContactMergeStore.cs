namespace OrleansWa.Contracts.Contacts;

/// <summary>How two contacts of one person are put right. The numbers are stored.</summary>
public enum ContactMergeKind
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>One message named both: they are one person, and everything of the one becomes the other's.</summary>
    SamePerson = 1,

    /// <summary>A phone number has a new owner: only the number moves, what was said under it before stays where it is.</summary>
    NumberMoves = 2,

    /// <summary>WhatsApp said that the one is the other under a new user id: one person, although each has a user id of its own.</summary>
    Renamed = 3,
}

/// <summary>Two contacts of one person, found by intake.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="FromId">The contact that ends, or loses its number.</param>
/// <param name="IntoId">The contact that goes on.</param>
public sealed record ContactMerge(string TenantId, string FromId, string IntoId);

/// <summary>What is left to do of a merge.</summary>
/// <param name="IntoId">The contact that goes on, where the one that was found first has itself been merged since.</param>
/// <param name="Channels">Channels on which the contact that ends has a conversation; empty when only a number moved, or nothing is left.</param>
public sealed record ContactMergeSteps(string IntoId, IReadOnlyList<string> Channels);

/// <summary>
/// Puts contacts together that intake found to be one person (DESIGN.md, "Who a contact is"). Every step is a transaction and safe to repeat; a crash
/// in between goes on with the next one.
/// </summary>
public interface IContactMergeStore
{
    /// <summary>Merges of a tenant that are not done, the oldest first.</summary>
    ValueTask<IReadOnlyList<ContactMerge>> Open(string tenantId, int limit, CancellationToken ct = default);

    /// <summary>
    /// Gives the names of the one to the other: from here on everything that comes belongs to the contact that goes on. A phone number whose holder has
    /// another user id has a new owner: only the number moves then.
    /// </summary>
    ValueTask<ContactMergeSteps> Begin(ContactMerge merge, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>
    /// Moves history and queue of one conversation, at most <paramref name="limit"/> messages; true when nothing is left, and then the conversations'
    /// rows are one.
    /// </summary>
    ValueTask<bool> Move(ContactMerge merge, string channelId, int limit, CancellationToken ct = default);

    /// <summary>Ends the merge, unless a conversation of the contact that ends is still there; then it stays open. The trace is kept.</summary>
    ValueTask End(ContactMerge merge, DateTimeOffset now, CancellationToken ct = default);

    /// <summary>The contact that another one was merged into, through all its merges; null when it was merged into none.</summary>
    ValueTask<string?> Survivor(string tenantId, string contactId, CancellationToken ct = default);
}
