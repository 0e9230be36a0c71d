namespace OrleansWa.Contracts.Conversations;

/// <summary>Reads the rows of conversations; they are written by intake and by turns.</summary>
public interface IConversationStore
{
    /// <summary>One conversation, or null.</summary>
    ValueTask<ConversationRow?> Get(string tenantId, string channelId, string contactId, CancellationToken ct = default);

    /// <summary>What decides whether the person may be written to on this channel now; empty for a stranger.</summary>
    ValueTask<Contacts.ContactStanding> Standing(string tenantId, string channelId, string contactId, CancellationToken ct = default);

    /// <summary>
    /// Channels of a tenant on which the person wrote at or after a time, the last one first; at most 100.
    /// </summary>
    ValueTask<IReadOnlyList<string>> ChannelsWrittenTo(string tenantId, string contactId, DateTimeOffset since, CancellationToken ct = default);

    /// <summary>Conversations of a tenant, last activity first.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="channelId">Only this channel; null for all.</param>
    /// <param name="cursor">Opaque; from the page before.</param>
    /// <param name="limit">Rows wanted.</param>
    /// <param name="ct">Cancels the read.</param>
    ValueTask<Page<ConversationRow>> List(string tenantId, string? channelId, string? cursor, int limit, CancellationToken ct = default);
}
