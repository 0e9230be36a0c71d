using System.Text.Json;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Messages;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>Shows a conversation the way the patient sees it.</summary>
internal static class ChatView
{
    private static readonly string[] MediaTypes = ["image", "video", "audio", "document", "sticker"];

    public static IReadOnlyList<ChatEntry> Of(Conversation conversation, BusinessNumber number) =>
        [.. conversation.Lines().Select(line => Entry(line, number))];

    private static ChatEntry Entry(ChatLine line, BusinessNumber number) => new()
    {
        Id = line.Id,
        FromPatient = line.Sent is null && !line.ByStaff,
        Type = line.Type,
        Text = ChatText.Of(line.Content, number),
        Options = line.Sent is null ? [] : ChatText.OptionsOf(line.Content, number),
        At = line.At,
        Status = line.Sent?.Status ?? (line.ByStaff ? "sent" : line.ReadByBusiness ? "read" : "written"),
        ErrorCode = line.Sent?.ErrorCode,
        MediaUrl = MediaUrl(line),
        Content = line.Content is { } content ? JsonSerializer.Deserialize<JsonElement>(content) : null,
    };

    private static string? MediaUrl(ChatLine line)
    {
        if (line.Content is null || !MediaTypes.Contains(line.Type)) return null;
        using var document = JsonDocument.Parse(line.Content);
        if (!document.RootElement.TryMember(line.Type, out var media)) return null;
        return media.Text("id") is { } id ? $"/_emu/media/{id}" : media.Text("link");
    }
}
