using System.Text.Json.Nodes;
using OrleansWa.CloudApiEmulator.Accounts;
using OrleansWa.CloudApiEmulator.Media;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>Stores the file of a patient's media message and fills in what Meta's webhook says about it.</summary>
internal sealed class PatientMedia(MediaStore store, MediaLinks links)
{
    private static readonly Dictionary<string, (string MimeType, byte[] Sample)> Samples = new(StringComparer.Ordinal)
    {
        // A one-pixel PNG, so that a message without a file still has one that a viewer can show.
        ["image"] = ("image/png", Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")),
        ["audio"] = ("audio/ogg; codecs=opus", "OggS emulated voice message"u8.ToArray()),
        ["video"] = ("video/mp4", "emulated video"u8.ToArray()),
        ["document"] = ("application/pdf", "%PDF-1.4 emulated document"u8.ToArray()),
        ["sticker"] = ("image/webp", "RIFF emulated sticker"u8.ToArray()),
    };

    public void Store(BusinessNumber number, JsonObject message)
    {
        var type = message["type"]!.GetValue<string>();
        if (!Samples.TryGetValue(type, out var sample)) return;
        if (message[type] is not JsonObject media) message[type] = media = [];
        if (media["id"] is not null) return;
        var file = store.Add(number.Id, MimeType(media, sample.MimeType), Bytes(media, sample.Sample), media["filename"]?.GetValue<string>(), MediaStore.ReceivedLife);
        Describe(media, type, file);
    }

    private static string MimeType(JsonObject media, string other) => media["mime_type"]?.GetValue<string>() ?? other;

    private static byte[] Bytes(JsonObject media, byte[] sample)
    {
        if (media["base64"]?.GetValue<string>() is not { } text) return sample;
        media.Remove("base64");
        return Convert.FromBase64String(text);
    }

    private void Describe(JsonObject media, string type, MediaFile file)
    {
        media["mime_type"] = file.MimeType;
        media["sha256"] = file.Sha256;
        media["id"] = file.Id;
        media["url"] = links.For(file);
        if (type == "audio") media.TryAdd("voice", true);
        if (type == "sticker") media.TryAdd("animated", false);
        if (type == "document") media.TryAdd("filename", "document.pdf");
    }
}
