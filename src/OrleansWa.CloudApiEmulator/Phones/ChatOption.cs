namespace OrleansWa.CloudApiEmulator;

/// <summary>Something a patient can tap.</summary>
/// <param name="Kind"><c>button_reply</c>, <c>list_reply</c> or <c>button</c> (a template's quick reply).</param>
/// <param name="Id">Id of the reply, or the payload of a quick reply.</param>
/// <param name="Title">Text on it.</param>
/// <param name="Description">Second line of a list row.</param>
public sealed record ChatOption(string Kind, string Id, string Title, string? Description = null);
