using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.OpenApi;

/// <summary>Puts real values where Meta's examples have placeholders: a recipient, media ids, links, and templates that exist.</summary>
internal static partial class ExampleFiller
{
    private static readonly Dictionary<string, string> MimeTypes = new(StringComparer.Ordinal)
    {
        ["audio"] = "audio/ogg",
        ["document"] = "application/pdf",
        ["image"] = "image/jpeg",
        ["sticker"] = "image/webp",
        ["video"] = "video/mp4",
    };

    public static async Task<JsonObject> Fill(RunningEmulator emulator, JsonElement example)
    {
        var request = JsonNode.Parse(Plain(example.GetRawText()))!.AsObject();
        if (request.ContainsKey("to")) request["to"] = RunningEmulator.Patient;
        if (request["status"] is not null) request["message_id"] = emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Oi");
        foreach (var (type, mimeType) in MimeTypes)
            if (request[type]?["id"] is not null) request[type]!["id"] = await Upload(emulator, mimeType);
        if (request["template"] is JsonObject template) AddTemplate(emulator, template);
        return request;
    }

    /// <summary>Placeholders such as <c>&lt;BUTTON_TEXT&gt;</c> become short texts that stay distinct; placeholder links become links.</summary>
    private static string Plain(string json)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        json = json.Replace("<HEADER_TYPE>", "text", StringComparison.Ordinal);
        var linked = LinkPattern().Replace(json, "https://example.com/file");
        return PlaceholderPattern().Replace(linked, m =>
        {
            numbers.TryAdd(m.Value, numbers.Count);
            return $"text_{numbers[m.Value]}";
        });
    }

    private static async Task<string> Upload(RunningEmulator emulator, string mimeType)
    {
        using var file = new ByteArrayContent([1, 2, 3]);
        file.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue(mimeType);
        using var form = new MultipartFormDataContent { { new StringContent("whatsapp"), "messaging_product" }, { file, "file", "file" } };
        var answer = await GraphAnswer.Of(await emulator.Http.PostAsync($"/v23.0/{RunningEmulator.NumberId}/media", form));
        return answer.Json.GetProperty("id").GetString()!;
    }

    /// <summary>Approves a template of the example's name with as many parameters, and buttons, as the example fills in.</summary>
    private static void AddTemplate(RunningEmulator emulator, JsonObject sent)
    {
        // Some examples have a placeholder here that is no allowed name.
        var name = sent["name"]!.GetValue<string>().Replace('-', '_');
        sent["name"] = name;
        if (name == "hello_world") return;
        var components = new JsonArray(new JsonObject { ["type"] = "BODY", ["text"] = BodyText(sent) });
        if (Part(sent, "header")?["parameters"]?[0]?["type"]?.GetValue<string>() is { } format) components.Add(new JsonObject { ["type"] = "HEADER", ["format"] = format.ToUpperInvariant() });
        if (Buttons(sent) is { Count: > 0 } buttons) components.Add(new JsonObject { ["type"] = "BUTTONS", ["buttons"] = buttons });
        var template = new JsonObject { ["name"] = name, ["language"] = sent["language"]!["code"]!.GetValue<string>(), ["category"] = "MARKETING", ["components"] = components };
        emulator.World.AddTemplate(RunningEmulator.AccountId, JsonSerializer.SerializeToElement(template));
    }

    private static string BodyText(JsonObject sent)
    {
        var count = Part(sent, "body")?["parameters"]?.AsArray().Count ?? 0;
        return "Body" + string.Concat(Enumerable.Range(1, count).Select(i => $" {{{{{i}}}}}")) + ".";
    }

    private static JsonArray Buttons(JsonObject sent)
    {
        var parts = sent["components"]?.AsArray().Where(c => c!["type"]!.GetValue<string>() == "button") ?? [];
        return [.. parts.Select(p => new JsonObject { ["type"] = p!["sub_type"]!.GetValue<string>().ToUpperInvariant(), ["text"] = "Button" })];
    }

    private static JsonNode? Part(JsonObject sent, string type) => sent["components"]?.AsArray().FirstOrDefault(c => c!["type"]!.GetValue<string>() == type);

    [GeneratedRegex("<?https?(\\(s\\))?://[a-z-]*url>?|https?\\(s\\)://[a-z-]+")]
    private static partial Regex LinkPattern();

    [GeneratedRegex("<[A-Z0-9_ -]+>|\\{\\{[A-Za-z-]+\\}\\}")]
    private static partial Regex PlaceholderPattern();
}
