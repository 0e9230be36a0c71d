using System.Globalization;
using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Rules of text, location and reaction messages.</summary>
internal static class SimpleRules
{
    private const int TextMax = 4096;

    public static GraphError? Text(JsonElement message) =>
        Field.Object(message, "text", "text", out var text)
        ?? Field.Only(text, "text", "body", "preview_url")
        ?? Field.Text(text, "body", "text['body']", TextMax);

    public static GraphError? Location(JsonElement message) =>
        Field.Object(message, "location", "location", out var location)
        ?? Field.Only(location, "location", "latitude", "longitude", "name", "address")
        ?? Coordinate(location, "latitude", 90)
        ?? Coordinate(location, "longitude", 180);

    public static GraphError? Reaction(JsonElement message)
    {
        if (message.TryMember("context", out _)) return GraphErrors.Invalid("Param context is not allowed on reactions.");
        return Field.Object(message, "reaction", "reaction", out var reaction)
            ?? Field.Only(reaction, "reaction", "message_id", "emoji")
            ?? Field.Text(reaction, "message_id", "reaction['message_id']", 512)
            ?? (reaction.TryMember("emoji", out _) ? Field.OptionalText(reaction, "emoji", "reaction['emoji']", 64) : GraphErrors.MissingField("reaction['emoji']"));
    }

    private static GraphError? Coordinate(JsonElement location, string name, double limit)
    {
        if (location.Text(name) is not { } text) return GraphErrors.MissingField($"location['{name}']");
        return double.TryParse(text, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= limit
            ? null
            : GraphErrors.BadValue($"Param location['{name}'] is not a valid coordinate.");
    }
}
