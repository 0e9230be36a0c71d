using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// Checks a message against the limits of the Cloud API before it is accepted (reference 3.2 to 3.4 and 5.7). Pure. Lengths count UTF-16 code
/// units: Meta does not say what it counts, and no other unit gives a larger number, except bytes.
/// </summary>
public static class CloudApiContentRules
{
    private const int ErrorsMax = 50;

    private static readonly Dictionary<string, Action<ContentNode>> RulesByType = new(StringComparer.Ordinal)
    {
        ["text"] = SimpleContentRules.CheckText,
        ["image"] = node => MediaRules.Check(node, MediaKind.Image),
        ["video"] = node => MediaRules.Check(node, MediaKind.Video),
        ["audio"] = node => MediaRules.Check(node, MediaKind.Audio),
        ["voice"] = node => MediaRules.Check(node, MediaKind.Audio),
        ["document"] = node => MediaRules.Check(node, MediaKind.Document),
        ["sticker"] = node => MediaRules.Check(node, MediaKind.Sticker),
        ["location"] = SimpleContentRules.CheckLocation,
        ["contacts"] = ContactsRules.Check,
        ["reaction"] = SimpleContentRules.CheckReaction,
        ["interactive"] = InteractiveRules.Check,
        ["template"] = TemplateRules.Check,
    };

    /// <summary>Whether the type can be sent at all.</summary>
    public static bool IsSupported(string type) => RulesByType.ContainsKey(type);

    /// <summary>
    /// What is wrong, by path as in <c>interactive.action.buttons[1].reply.title</c>, at most 50 errors; empty when the message may be sent.
    /// </summary>
    public static ImmutableArray<FieldError> Validate(MessageContent content)
    {
        if (!RulesByType.TryGetValue(content.Type, out var check))
        {
            return [new("type", $"'{Shorten(content.Type)}' is not supported; use one of: {string.Join(", ", RulesByType.Keys)}.")];
        }

        var utf8 = Encoding.UTF8.GetBytes(content.Json);
        if (!SafeJson.IsSafe(utf8))
        {
            return [new(content.Type, "contains the character NUL or half of a surrogate pair; remove it.")];
        }

        try
        {
            using var document = SafeJson.Parse(utf8);
            var errors = new List<FieldError>();
            check(new ContentNode(document.RootElement, content.Type, errors));
            return [.. errors.Take(ErrorsMax)];
        }
        catch (JsonException)
        {
            return [new(content.Type, "is not JSON, or is nested deeper than 64; send the member as Meta documents it.")];
        }
    }

    private static string Shorten(string type) => type.Length <= 40 ? type : type[..40];
}
