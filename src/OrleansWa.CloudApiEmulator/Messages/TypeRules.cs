using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Picks the rules of a message type (fact sheet 3.2 to 3.4).</summary>
internal static class TypeRules
{
    private const string Known = "{AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO}";

    public static GraphError? Check(JsonElement message, string type, SendContext context) => type switch
    {
        "text" => SimpleRules.Text(message),
        "image" or "video" or "audio" or "document" or "sticker" => MediaRules.Check(message, type, type, context),
        "location" => SimpleRules.Location(message),
        "reaction" => SimpleRules.Reaction(message),
        "contacts" => ContactsRules.Check(message),
        "interactive" => InteractiveRules.Check(message, context),
        "template" => TemplateMessageRules.Check(message, context),
        _ => GraphErrors.Invalid($"Param type must be one of {Known} - got \"{type}\"."),
    };
}
