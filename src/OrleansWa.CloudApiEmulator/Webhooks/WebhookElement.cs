using System.Buffers;
using System.Text.Json;

namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>Writes the JSON of one webhook element.</summary>
internal static class WebhookElement
{
    private static readonly JsonWriterOptions Options = new() { Encoder = MetaJson.Relaxed };

    public static byte[] Of(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(384);
        using (var writer = new Utf8JsonWriter(buffer, Options)) write(writer);
        return buffer.WrittenSpan.ToArray();
    }
}
