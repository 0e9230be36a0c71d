using System.Text.Json;
using OrleansWa.CloudApiEmulator.Graph;
using OrleansWa.CloudApiEmulator.Media;
using OrleansWa.CloudApiEmulator.Templates;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>A send request that passed the rules of its type.</summary>
internal sealed record SendRequest
{
    private const int CallbackDataMax = 512;

    /// <summary>The recipient as written.</summary>
    public required string Input { get; init; }

    /// <summary>The recipient's digits, or BSUID.</summary>
    public required string Recipient { get; init; }

    public required bool ByUserId { get; init; }

    public required string Type { get; init; }

    public string? CallbackData { get; init; }

    public Template? Template { get; init; }

    /// <summary>Whether the uploaded file is of another class than the message type: refused later, by webhook.</summary>
    public bool MediaMismatch { get; init; }

    public static GraphError? Read(JsonElement message, SendContext context, out SendRequest? request)
    {
        request = null;
        if (message.ValueKind != JsonValueKind.Object) return GraphErrors.Invalid("The body is not a JSON object.");
        if (message.Text("messaging_product") != "whatsapp") return GraphErrors.Missing("messaging_product");
        if (Address(message, out var input, out var recipient) is { } wrong) return wrong;
        var type = message.Text("type") ?? "text";
        if ((Common(message) ?? TypeRules.Check(message, type, context)) is { } error) return error;
        request = new SendRequest
        {
            Input = input,
            Recipient = recipient,
            ByUserId = Messages.Recipient.IsUserId(recipient),
            Type = type,
            CallbackData = message.Text("biz_opaque_callback_data"),
            Template = type == "template" ? TemplateOf(message, context) : null,
            MediaMismatch = Mismatch(message, type, context),
        };
        return null;
    }

    /// <summary>A phone in <c>to</c> wins over a BSUID in <c>recipient</c>; a BSUID in <c>to</c> is taken as well.</summary>
    private static GraphError? Address(JsonElement message, out string input, out string recipient)
    {
        recipient = "";
        input = message.Text("to") ?? message.Text("recipient") ?? "";
        if (input.Length == 0) return GraphErrors.Missing("to");
        if (message.Text("recipient_type") is not (null or "individual")) return GraphErrors.Invalid("Param recipient_type must be one of {INDIVIDUAL}; the emulator has no groups.");
        recipient = Messages.Recipient.IsUserId(input) ? input : Messages.Recipient.Phone(input) ?? "";
        return recipient.Length > 0 ? null : GraphErrors.BadValue("recipient phone number format is incorrect");
    }

    private static GraphError? Common(JsonElement message)
    {
        if (message.TryMember("context", out var context) && Field.Text(context, "message_id", "context['message_id']", 512) is { } wrong) return wrong;
        return Field.OptionalText(message, "biz_opaque_callback_data", "biz_opaque_callback_data", CallbackDataMax);
    }

    private static Template? TemplateOf(JsonElement message, SendContext context)
    {
        var sent = message.GetProperty("template");
        return context.Number.Account.Templates.Find(sent.Text("name")!, sent.GetProperty("language").Text("code")!);
    }

    private static bool Mismatch(JsonElement message, string type, SendContext context) =>
        type is "image" or "video" or "audio" or "document" or "sticker"
        && message.GetProperty(type).Text("id") is { } id
        && context.Media.Find(id) is { } file
        && !MediaTypes.Fits(type, file.MimeType);
}
