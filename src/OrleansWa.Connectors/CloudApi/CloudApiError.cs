using System.Globalization;
using System.Text.Json;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>What Meta says of an error, in answers (<c>error</c>) and in webhooks (<c>errors[]</c>).</summary>
/// <param name="Code">The code; null when there is none.</param>
/// <param name="Subcode">Says more for code 100: 33 is "object does not exist".</param>
/// <param name="Title">Short text; may be empty.</param>
/// <param name="Details">Long text; may be empty.</param>
internal sealed record CloudApiError(int? Code, int? Subcode, string Title, string Details)
{
    private const int TextLengthMax = 1000;

    /// <summary>Reads an error object; null when it is none.</summary>
    public static CloudApiError? Read(JsonElement error) => error.ValueKind != JsonValueKind.Object
        ? null
        : new(
            ToInt(error.Integer("code"u8)),
            ToInt(error.Integer("error_subcode"u8)),
            Cut(error.NonEmptyText("title"u8) ?? error.NonEmptyText("error_user_title"u8) ?? error.Text("message"u8)),
            Cut(DetailsOf(error)));

    /// <summary>For history: with the remedy of the table.</summary>
    public MessageError ToMessageError(CloudApiErrorRule rule) => new(
        rule.Code.ToString(CultureInfo.InvariantCulture), Title.Length > 0 ? Title : rule.Meaning, Details, rule.Remedy);

    // error_data is an object for messaging and may be a text elsewhere in Graph.
    private static string? DetailsOf(JsonElement error)
    {
        var data = error.Member("error_data"u8);
        return data.Text("details"u8) ?? error.Text("error_user_msg"u8) ?? data.AsText();
    }

    private static int? ToInt(long? number) => number is >= int.MinValue and <= int.MaxValue ? (int)number : null;

    private static string Cut(string? text)
    {
        if (text is null || text.Length <= TextLengthMax)
        {
            return text ?? string.Empty;
        }

        return text[..(char.IsHighSurrogate(text[TextLengthMax - 1]) ? TextLengthMax - 1 : TextLengthMax)];
    }
}
