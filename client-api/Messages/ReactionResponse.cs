using OrleansWa.ClientApi.Json;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.ClientApi.Messages;

/// <summary>A reaction that stands.</summary>
/// <param name="Emoji">The emoji.</param>
/// <param name="From"><c>contact</c> or <c>business</c>.</param>
/// <param name="At">Given at.</param>
public sealed record ReactionResponse(string Emoji, string From, DateTimeOffset At)
{
    internal static ReactionResponse Of(MessageReaction reaction) => new(reaction.Emoji, Words<MessageSide>.Of(reaction.From), reaction.At);
}
