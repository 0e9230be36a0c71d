namespace OrleansWa.Grains.Conversations;

/// <summary>An effect that rides in the conversation's state until it is a row; its id is derived from its cause.</summary>
/// <param name="Id">Id of the message it becomes.</param>
/// <param name="Type">Content type.</param>
/// <param name="Json">Content.</param>
/// <param name="Origin">What decided it, e.g. <c>flow:welcome</c>.</param>
/// <param name="TraceId">Trace of the webhook that caused it.</param>
internal sealed record PendingMessage(string Id, string Type, string Json, string Origin, string? TraceId);
