using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Contracts.Directory;

/// <summary>Reads a tenant's history for callers without a database. Stateless worker; key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("wa.history")]
public interface IHistoryGrain : IGrainWithStringKey
{
    /// <summary>One message with its attempts; <c>message_not_found</c> (404).</summary>
    [Alias("message")]
    Task<MessageDetails> Message(string messageId, CancellationToken ct = default);

    /// <summary>One conversation; of a contact that was merged, that of the contact that goes on. <c>conversation_not_found</c> (404).</summary>
    [Alias("conversation")]
    Task<ConversationRow> Conversation(string channelId, string contactId, CancellationToken ct = default);

    /// <summary>Conversations, last activity first; of one channel or of all.</summary>
    [Alias("conversations")]
    Task<Page<ConversationRow>> Conversations(string? channelId, PageRequest page, CancellationToken ct = default);

    /// <summary>Messages of a conversation, newest first; <c>conversation_not_found</c> (404).</summary>
    [Alias("messages")]
    Task<Page<MessageRow>> Messages(string channelId, string contactId, PageRequest page, CancellationToken ct = default);

    /// <summary>
    /// Messages of the tenant, newest first; a page of a rare state may be short and yet have a next. <c>cursor_invalid</c> (400).
    /// </summary>
    [Alias("message-list")]
    Task<Page<MessageRow>> MessageList(MessageFilter filter, PageRequest page, CancellationToken ct = default);
}
