using System.Collections.Immutable;

namespace OrleansWa.Contracts.Messages;

/// <summary>What happened to a message after it was written.</summary>
/// <param name="Reactions">At most one of each side, oldest first.</param>
/// <param name="Edit">The newest edit of its sender; null when it was never edited.</param>
/// <param name="DeletedAt">When its sender deleted it for everybody; what it said stays readable here.</param>
[GenerateSerializer, Immutable, Alias("wa.message.changes.v1")]
public sealed record MessageChanges(
    [property: Id(0)] ImmutableArray<MessageReaction> Reactions,
    [property: Id(1)] MessageEdit? Edit,
    [property: Id(2)] DateTimeOffset? DeletedAt);

/// <summary>A reaction that stands.</summary>
/// <param name="Emoji">The emoji.</param>
/// <param name="From">Whose it is.</param>
/// <param name="At">When it was given.</param>
[GenerateSerializer, Immutable, Alias("wa.message.reaction.v1")]
public sealed record MessageReaction([property: Id(0)] string Emoji, [property: Id(1)] MessageSide From, [property: Id(2)] DateTimeOffset At)
{
    /// <summary>Without the emoji, which is personal data.</summary>
    public override string ToString() => $"{nameof(MessageReaction)} {From}";
}

/// <summary>What a message says since it was edited.</summary>
/// <param name="Json">The new message as WhatsApp sent it: an object with <c>type</c> and the member of that name. Personal data.</param>
/// <param name="At">When it was edited.</param>
[GenerateSerializer, Immutable, Alias("wa.message.edit.v1")]
public sealed record MessageEdit([property: Id(0)] string Json, [property: Id(1)] DateTimeOffset At)
{
    /// <summary>Without the content, which is personal data.</summary>
    public override string ToString() => nameof(MessageEdit);
}

/// <summary>A change as it is stored: one for each message, kind and author, the newest.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="TargetWhatsAppId">WhatsApp's id of the message that it changes.</param>
/// <param name="Author">The contact, or <see cref="MessageChangeRules.Business"/>.</param>
/// <param name="At">When WhatsApp says it was made, in whole seconds.</param>
/// <param name="Value">Emoji or content; null for none.</param>
/// <param name="WhatsAppId">WhatsApp's id of the change itself.</param>
public sealed record StoredChange(MessageChangeKind Kind, string TargetWhatsAppId, string Author, DateTimeOffset At, string? Value, string WhatsAppId)
{
    /// <summary>Without the value, which is personal data.</summary>
    public override string ToString() => $"{nameof(StoredChange)} {Kind}";
}
