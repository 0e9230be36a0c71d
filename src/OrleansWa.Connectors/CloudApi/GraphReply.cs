using System.Text.Json;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>What came back of one call.</summary>
/// <param name="Failure">Why there is no answer.</param>
/// <param name="Status">HTTP status; 0 without an answer.</param>
/// <param name="Json">The answer's JSON object; undefined when it is something else, such as a gateway's HTML.</param>
/// <param name="RetryAfter">The header of that name, if any.</param>
/// <param name="Reason">Without an answer: what happened, without personal data.</param>
internal sealed record GraphReply(
    GraphFailure Failure, int Status = 0, JsonElement Json = default, TimeSpan? RetryAfter = null, string? Reason = null)
{
    /// <summary>Whether the body is a JSON object: only Meta itself answers so, gateways answer HTML.</summary>
    public bool IsJson => Json.ValueKind == JsonValueKind.Object;

    /// <summary>Whether it is a 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>Whether the other side is reachable and in its right mind, whatever it said.</summary>
    public bool IsHealthy => Failure == GraphFailure.None && (IsJson || Status < 500);

    /// <summary>Meta's error; null when the answer holds none.</summary>
    public CloudApiError? Error => CloudApiError.Read(Json.Member("error"u8));

    /// <summary>Reads an answer.</summary>
    public static GraphReply Answered(int status, ReadOnlyMemory<byte> body, TimeSpan? retryAfter) =>
        new(GraphFailure.None, status, ReadObject(body), retryAfter);

    private static JsonElement ReadObject(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = SafeJson.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : default;
        }
        catch (JsonException)
        {
            return default;
        }
    }
}
