namespace OrleansWa.ClientApi.Conversations;

/// <summary>Changes a conversation; members left out stay as they are.</summary>
/// <param name="BotEnabled">Whether flows answer.</param>
public sealed record UpdateConversationRequest(bool? BotEnabled);
