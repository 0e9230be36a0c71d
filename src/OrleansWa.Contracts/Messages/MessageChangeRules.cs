using System.Collections.Immutable;

namespace OrleansWa.Contracts.Messages;

/// <summary>
/// How changes of messages add up: pure, and so that neither their order nor repetition matters. Both engines store by <see cref="Replaces"/> and read
/// by <see cref="View"/>.
/// </summary>
public static class MessageChangeRules
{
    /// <summary>The author of what the clinic's own staff did on the handset. No contact has this id.</summary>
    public const string Business = "";

    /// <summary>
    /// Whether a change takes the place of the stored one of the same message, kind and author: the newer one does. WhatsApp's times are whole seconds;
    /// within one, a removal follows what it removes, and else WhatsApp's ids decide, which is arbitrary and the same whatever came first.
    /// </summary>
    public static bool Replaces(StoredChange present, StoredChange next)
    {
        var byTime = next.At.CompareTo(present.At);
        var byRemoval = byTime != 0 ? byTime : (next.Value is null).CompareTo(present.Value is null);
        return (byRemoval != 0 ? byRemoval : string.CompareOrdinal(next.WhatsAppId, present.WhatsAppId)) > 0;
    }

    /// <summary>
    /// What the stored changes make of a message; null when nothing happened to it. Only its sender edits and deletes a message; both sides may react.
    /// What anybody else is said to have done to it counts for nothing.
    /// </summary>
    /// <param name="message">The message.</param>
    /// <param name="changes">Every stored change under its WhatsApp id.</param>
    public static MessageChanges? View(MessageRow message, IReadOnlyCollection<StoredChange> changes)
    {
        var sender = message.Outbound ? Business : message.ContactId;
        var own = changes.Where(change => change.Author == sender).ToList();
        var reactions = changes
            .Where(change => change.Kind == MessageChangeKind.Reaction && !string.IsNullOrEmpty(change.Value) && (change.Author == Business || change.Author == message.ContactId))
            .OrderBy(change => change.At).ThenBy(change => change.Author, StringComparer.Ordinal)
            .Select(change => new MessageReaction(change.Value!, change.Author == Business ? MessageSide.Business : MessageSide.Contact, change.At))
            .ToImmutableArray();
        var edit = own.Find(change => change is { Kind: MessageChangeKind.Edit, Value: not null });
        var deletion = own.Find(change => change.Kind == MessageChangeKind.Deletion);
        return reactions.IsEmpty && edit is null && deletion is null
            ? null
            : new MessageChanges(reactions, edit is null ? null : new MessageEdit(edit.Value!, edit.At), deletion?.At);
    }
}
