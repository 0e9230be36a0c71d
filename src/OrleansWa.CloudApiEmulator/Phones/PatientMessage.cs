using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansWa.CloudApiEmulator.Phones;

namespace OrleansWa.CloudApiEmulator;

/// <summary>Makes the JSON of common patient messages; any other type can be written by hand in Meta's webhook shape.</summary>
public static class PatientMessage
{
    /// <summary>A text.</summary>
    public static JsonElement Text(string body) => JsonSerializer.SerializeToElement(new { type = "text", text = new { body } });

    /// <summary>A tap on a button or list row of the newest business message that offers one, by its id or its title.</summary>
    public static JsonElement Tap(string idOrTitle) => JsonSerializer.SerializeToElement(new { type = "tap", tap = new { id = idOrTitle } });

    /// <summary>A reaction to a message of the business.</summary>
    public static JsonElement Reaction(string messageId, string emoji) =>
        JsonSerializer.SerializeToElement(new { type = "reaction", reaction = new { message_id = messageId, emoji } });

    /// <summary>Takes a reaction away: Meta leaves the emoji out.</summary>
    public static JsonElement NoReaction(string messageId) =>
        JsonSerializer.SerializeToElement(new { type = "reaction", reaction = new { message_id = messageId } });

    /// <summary>Changes the text of a message that the same side wrote.</summary>
    public static JsonElement Edit(string messageId, string body) => JsonSerializer.SerializeToElement(new
    {
        type = "edit",
        edit = new { original_message_id = messageId, message = new { type = "text", text = new { body } } },
    });

    /// <summary>Deletes a message that the same side wrote, for everybody.</summary>
    public static JsonElement Revoke(string messageId) => JsonSerializer.SerializeToElement(new { type = "revoke", revoke = new { original_message_id = messageId } });

    /// <summary>The same message, first unavailable for a moment (<c>unsupported</c>, 131060), then whole under the same id.</summary>
    public static JsonElement UnavailableFirst(JsonElement message)
    {
        var element = JsonObject.Create(message.Clone())!;
        element[PatientWriter.UnavailableFirst] = true;
        return JsonSerializer.SerializeToElement(element);
    }

    /// <summary>A shared location.</summary>
    public static JsonElement Location(double latitude, double longitude) =>
        JsonSerializer.SerializeToElement(new { type = "location", location = new { latitude, longitude, name = "", address = "" } });

    /// <summary>A file, stored by the emulator and downloadable like Meta's.</summary>
    /// <param name="type"><c>image</c>, <c>audio</c>, <c>video</c>, <c>document</c> or <c>sticker</c>.</param>
    /// <param name="mimeType">MIME type of the bytes.</param>
    /// <param name="bytes">The file.</param>
    /// <param name="caption">Text under it; not for audio.</param>
    public static JsonElement Media(string type, string mimeType, byte[] bytes, string? caption = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var media = new Dictionary<string, object> { ["mime_type"] = mimeType, ["base64"] = Convert.ToBase64String(bytes) };
        if (caption is not null) media["caption"] = caption;
        return JsonSerializer.SerializeToElement(new Dictionary<string, object> { ["type"] = type, [type] = media });
    }
}
