using System.Text.Json;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Times of webhooks: Unix seconds, as text or number.</summary>
internal static class WebhookTime
{
    private const long LastSecondOfYear9999 = 253_402_300_799;

    /// <summary>Time of the member <c>timestamp</c>; null when it says nothing usable.</summary>
    public static DateTimeOffset? Read(JsonElement element) =>
        element.Integer("timestamp"u8) is { } seconds and > 0 and <= LastSecondOfYear9999
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;
}
