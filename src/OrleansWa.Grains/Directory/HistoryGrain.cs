using System.Globalization;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Directory;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Directory;

/// <inheritdoc cref="IHistoryGrain"/>
[GrainType("wa.history"), StatelessWorker(4), Reentrant]
internal sealed class HistoryGrain(IMessageStore messages, IConversationStore conversations, IContactMergeStore merges) : Grain, IHistoryGrain
{
    private string TenantId => GrainKeys.ScopeOf(this.GetPrimaryKeyString());

    public async Task<MessageDetails> Message(string messageId, CancellationToken ct) =>
        await messages.Get(TenantId, messageId, ct) ?? throw ProblemException.NotFound("message", messageId);

    public async Task<ConversationRow> Conversation(string channelId, string contactId, CancellationToken ct) =>
        await conversations.Get(TenantId, channelId, contactId, ct)
            ?? await OfSurvivor(channelId, contactId, ct)
            ?? throw ProblemException.NotFound("conversation", $"{channelId}.{contactId}");

    public async Task<Page<ConversationRow>> Conversations(string? channelId, PageRequest page, CancellationToken ct) =>
        await conversations.List(TenantId, channelId, page.Cursor, page.Limit, ct);

    public async Task<Page<MessageRow>> Messages(string channelId, string contactId, PageRequest page, CancellationToken ct)
    {
        var conversation = await Conversation(channelId, contactId, ct);
        var rows = await messages.History(TenantId, channelId, conversation.ContactId, Before(page.Cursor), page.Limit, ct);
        var next = rows.Count < page.Limit ? null : rows[^1].Seq.ToString(CultureInfo.InvariantCulture);
        return new Page<MessageRow>([.. rows], next);
    }

    public async Task<Page<MessageRow>> MessageList(MessageFilter filter, PageRequest page, CancellationToken ct) =>
        await messages.List(TenantId, filter, page, ct);

    // A link to a contact that was merged leads to the one that goes on.
    private async Task<ConversationRow?> OfSurvivor(string channelId, string contactId, CancellationToken ct) =>
        await merges.Survivor(TenantId, contactId, ct) is { } survivor ? await conversations.Get(TenantId, channelId, survivor, ct) : null;

    private static long? Before(string? cursor) => cursor is null
        ? null
        : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            ? seq
            : throw new ProblemException(ProblemKind.Invalid, "cursor_invalid", "Give the cursor of the page before, unchanged.", [new FieldError("cursor", "Not a cursor of this list.")]);
}
