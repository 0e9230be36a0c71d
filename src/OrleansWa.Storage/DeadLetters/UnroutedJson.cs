using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Storage.DeadLetters;

/// <summary>
/// A message for an unknown number as it is stored: whole, so that it can be routed later. Its shape is a contract with databases: members are only
/// added.
/// </summary>
internal static class UnroutedJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(WebhookMessage message) => JsonSerializer.Serialize(message, Options);

    public static WebhookMessage Read(string json) => JsonSerializer.Deserialize<WebhookMessage>(json, Options) ?? throw new JsonException("It is null.");
}
