using System.Text.Json;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Messages;
using OrleansWa.CloudApiEmulator.Templates;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>What a phone shows of a message: its text, and what can be tapped.</summary>
internal static class ChatText
{
    private static readonly string[] InteractiveParts = ["header", "body", "footer"];
    private static readonly string[] TemplateParts = ["HEADER", "BODY", "FOOTER"];

    public static string Of(byte[]? content, BusinessNumber number)
    {
        if (content is null) return "";
        using var document = JsonDocument.Parse(content);
        var message = document.RootElement;
        var type = message.Text("type") ?? "text";
        message.TryMember(type, out var part);
        return type switch
        {
            "text" => part.Text("body") ?? "",
            "interactive" => Interactive(part),
            "template" => Template(part, number),
            "button" => part.Text("text") ?? "",
            "reaction" => part.Text("emoji") ?? "",
            "location" => part.Text("name") is { Length: > 0 } name ? name : $"{part.Text("latitude")}, {part.Text("longitude")}",
            _ => part.Text("caption") ?? part.Text("filename") ?? "",
        };
    }

    public static IReadOnlyList<ChatOption> OptionsOf(byte[]? content, BusinessNumber number)
    {
        if (content is null) return [];
        using var document = JsonDocument.Parse(content);
        var message = document.RootElement;
        if (message.TryMember("template", out var sent)) return QuickReplies(sent, number);
        if (!message.TryMember("interactive", out var interactive) || !interactive.TryMember("action", out var action)) return [];
        return
        [
            .. action.Items("buttons").Select(b => b.GetProperty("reply")).Select(r => new ChatOption("button_reply", r.Text("id")!, r.Text("title")!)),
            .. action.Items("sections").SelectMany(s => s.Items("rows")).Select(r => new ChatOption("list_reply", r.Text("id")!, r.Text("title")!, r.Text("description"))),
        ];
    }

    private static string Interactive(JsonElement part)
    {
        foreach (var reply in new[] { "button_reply", "list_reply" })
            if (part.TryMember(reply, out var chosen)) return chosen.Text("title") ?? "";
        var texts = InteractiveParts.Select(name => part.TryMember(name, out var p) ? p.Text("text") : null);
        return string.Join('\n', texts.Where(t => !string.IsNullOrEmpty(t)));
    }

    private static Template? TemplateOf(JsonElement sent, BusinessNumber number) =>
        sent.TryMember("language", out var language) ? number.Account.Templates.Find(sent.Text("name") ?? "", language.Text("code") ?? "") : null;

    private static string Template(JsonElement sent, BusinessNumber number)
    {
        if (TemplateOf(sent, number) is not { } template) return sent.Text("name") ?? "";
        var parts = TemplateParts.Select(type => template.Component(type)?.Text("text") is { } text ? Filled(text, sent, type) : null);
        return string.Join('\n', parts.Where(t => !string.IsNullOrEmpty(t)));
    }

    private static string Filled(string text, JsonElement sent, string type)
    {
        var given = sent.Items("components").FirstOrDefault(c => string.Equals(c.Text("type"), type, StringComparison.OrdinalIgnoreCase)).Items("parameters");
        return Placeholders.Fill(text, name => Value(given, name));
    }

    private static string? Value(IReadOnlyList<JsonElement> given, string name)
    {
        var named = given.FirstOrDefault(p => p.Text("parameter_name") == name);
        if (named.ValueKind == JsonValueKind.Undefined && int.TryParse(name, out var position) && position >= 1 && position <= given.Count) named = given[position - 1];
        if (named.Text("text") is { } text) return text;
        foreach (var kind in new[] { "currency", "date_time" })
            if (named.TryMember(kind, out var value)) return value.Text("fallback_value");
        return null;
    }

    private static ChatOption[] QuickReplies(JsonElement sent, BusinessNumber number)
    {
        var buttons = TemplateOf(sent, number)?.Component("BUTTONS")?.Items("buttons") ?? [];
        return
        [
            .. buttons.Select((button, index) => (button, index))
                .Where(b => string.Equals(b.button.Text("type"), "QUICK_REPLY", StringComparison.OrdinalIgnoreCase))
                .Select(b => new ChatOption("button", Payload(sent, b.index) ?? b.button.Text("text") ?? "", b.button.Text("text") ?? "")),
        ];
    }

    /// <summary>The payload of the request for that button; without one Meta returns the label.</summary>
    private static string? Payload(JsonElement sent, int index)
    {
        foreach (var component in sent.Items("components"))
        {
            if (!string.Equals(component.Text("type"), "button", StringComparison.OrdinalIgnoreCase)) continue;
            if (int.TryParse(component.Text("index"), out var at) && at == index) return component.Items("parameters") is [var first, ..] ? first.Text("payload") : null;
        }

        return null;
    }
}
