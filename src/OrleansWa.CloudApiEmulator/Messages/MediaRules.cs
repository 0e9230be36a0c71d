using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Rules of a media object: an uploaded id of this number, or a link, and what may stand beside it.</summary>
internal static class MediaRules
{
    private const int CaptionMax = 1024;

    public static GraphError? Check(JsonElement parent, string name, string path, SendContext context) =>
        Field.Object(parent, name, path, out var media)
        ?? Members(media, name, path)
        ?? Source(media, path, context)
        ?? Field.OptionalText(media, "caption", $"{path}['caption']", CaptionMax);

    private static GraphError? Members(JsonElement media, string type, string path) => type switch
    {
        "audio" => Field.Only(media, path, "id", "link", "voice"),
        "sticker" => Field.Only(media, path, "id", "link"),
        "document" => Field.Only(media, path, "id", "link", "caption", "filename", "provider"),
        _ => Field.Only(media, path, "id", "link", "caption", "provider"),
    };

    private static GraphError? Source(JsonElement media, string path, SendContext context)
    {
        var id = media.Text("id");
        var link = media.Text("link");
        if (id is null && link is null) return GraphErrors.MissingField($"{path}['id'] or {path}['link']");
        if (id is not null && link is not null) return GraphErrors.BadValue($"Param {path} has both an id and a link.");
        return id is not null ? Uploaded(id, path, context) : Linked(link!, path);
    }

    private static GraphError? Uploaded(string id, string path, SendContext context) =>
        context.Media.Find(id) is { } file && file.PhoneNumberId == context.Number.Id
            ? null
            : GraphErrors.BadValue($"Param {path}['id'] is not a valid whatsapp business account media attachment ID");

    private static GraphError? Linked(string link, string path) =>
        Uri.TryCreate(link, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri!.Host.Length > 0
            ? null
            : GraphErrors.Invalid($"Param {path}['link'] is not a valid URI.");
}
