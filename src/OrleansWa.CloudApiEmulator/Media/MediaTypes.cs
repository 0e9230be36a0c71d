namespace OrleansWa.CloudApiEmulator.Media;

/// <summary>Which MIME types and sizes Meta takes (fact sheet 3.6).</summary>
internal static class MediaTypes
{
    private const long Megabyte = 1024 * 1024;

    private static readonly Dictionary<string, (string Class, long MaxBytes)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["audio/aac"] = ("audio", 16 * Megabyte),
        ["audio/amr"] = ("audio", 16 * Megabyte),
        ["audio/mpeg"] = ("audio", 16 * Megabyte),
        ["audio/mp4"] = ("audio", 16 * Megabyte),
        ["audio/ogg"] = ("audio", 16 * Megabyte),
        ["image/jpeg"] = ("image", 5 * Megabyte),
        ["image/png"] = ("image", 5 * Megabyte),
        ["image/webp"] = ("sticker", 500 * 1024),
        ["video/mp4"] = ("video", 16 * Megabyte),
        ["video/3gpp"] = ("video", 16 * Megabyte),
        ["text/plain"] = ("document", 100 * Megabyte),
        ["application/pdf"] = ("document", 100 * Megabyte),
        ["application/msword"] = ("document", 100 * Megabyte),
        ["application/vnd.ms-excel"] = ("document", 100 * Megabyte),
        ["application/vnd.ms-powerpoint"] = ("document", 100 * Megabyte),
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = ("document", 100 * Megabyte),
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = ("document", 100 * Megabyte),
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = ("document", 100 * Megabyte),
    };

    /// <summary>The class of a MIME type (<c>image</c>, <c>audio</c>, ...); null when Meta does not take it.</summary>
    public static string? ClassOf(string mimeType) => Known.TryGetValue(Bare(mimeType), out var known) ? known.Class : null;

    public static long MaxBytes(string mimeType) => Known.TryGetValue(Bare(mimeType), out var known) ? known.MaxBytes : 0;

    /// <summary>Any file may be sent as a document; every other message type wants its own class.</summary>
    public static bool Fits(string messageType, string mimeType) => messageType == "document" || ClassOf(mimeType) == messageType;

    private static string Bare(string mimeType)
    {
        var semicolon = mimeType.IndexOf(';', StringComparison.Ordinal);
        return (semicolon < 0 ? mimeType : mimeType[..semicolon]).Trim();
    }
}
