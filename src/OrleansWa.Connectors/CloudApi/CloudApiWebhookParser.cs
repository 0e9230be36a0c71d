using System.Text.Json;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// Reads the body of a webhook. Pure, and lenient: any JSON gives a batch, what is not understood is kept as it came, and one strange element
/// never costs its neighbours. Call it after <see cref="WebhookSignature"/>; limiting the body's size (3 MB) is the caller's job.
/// </summary>
public static class CloudApiWebhookParser
{
    /// <summary>Every message, status and change of the body, in its order. Fails only for what is not JSON, or nested deeper than 64.</summary>
    /// <param name="utf8Body">The raw body; nothing of it is referenced after the return.</param>
    /// <param name="app">The Meta app whose signature was checked.</param>
    /// <param name="traceId">Trace of the webhook call.</param>
    public static ParseResult Parse(ReadOnlyMemory<byte> utf8Body, string app, string? traceId)
    {
        try
        {
            using var document = SafeJson.Parse(utf8Body);
            var reader = new WebhookReader();
            reader.Read(document.RootElement);
            return new ParseResult(reader.ToBatch(app, traceId), null);
        }
        catch (JsonException e)
        {
            return new ParseResult(null, $"The body is not JSON, or is nested too deeply (line {e.LineNumber}, byte {e.BytePositionInLine}).");
        }
    }
}
