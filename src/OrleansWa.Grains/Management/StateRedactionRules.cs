using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OrleansWa.Grains.Management;

/// <summary>
/// Hides secrets in a stored state before a person sees it: whatever a member's name says is one, encrypted or not, and whatever looks like one
/// of ours under any other name. Personal data stays: the page is a platform admin's look into state.
/// </summary>
internal static partial class StateRedactionRules
{
    /// <summary>Stands where a secret was.</summary>
    public const string Hidden = "(hidden)";

    private static readonly ImmutableArray<string> SecretWords =
        ["token", "secret", "password", "passphrase", "credential", "apikey", "privatekey", "authorization"];

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON with its secrets hidden. What is no JSON is hidden whole.</summary>
    public static string Redact(string json)
    {
        try
        {
            return Redact(JsonNode.Parse(json))?.ToJsonString(Readable) ?? "null";
        }
        catch (JsonException)
        {
            return "\"(not JSON)\"";
        }
    }

    private static JsonNode? Redact(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Redact(member.Key, member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Redact)]),
        JsonValue value when value.TryGetValue<string>(out var text) && Secret().IsMatch(text) => JsonValue.Create(Hidden),
        _ => node?.DeepClone(),
    };

    // An absent secret is no secret, and worth seeing.
    private static JsonNode? Redact(string name, JsonNode? value) =>
        IsSecret(name) && value is not null && !IsEmpty(value) ? JsonValue.Create(Hidden) : Redact(value);

    private static bool IsSecret(string name)
    {
        var plain = name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return SecretWords.Any(word => plain.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static bool IsEmpty(JsonNode value) => value is JsonValue text && text.TryGetValue<string>(out var empty) && empty.Length == 0;

    // Ours: what ISecretProtector makes (v1.key.base64), API keys (owa_…); Meta's tokens begin with EAA.
    [GeneratedRegex(@"\bv\d+\.[A-Za-z0-9_-]+\.[A-Za-z0-9+/=]{24,}|\bowa_[A-Za-z0-9_-]{16,}|\bEAA[A-Za-z0-9]{24,}", RegexOptions.CultureInvariant)]
    private static partial Regex Secret();
}
