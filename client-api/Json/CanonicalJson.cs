using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OrleansWa.ClientApi.Flows;

namespace OrleansWa.ClientApi.Json;

/// <summary>Free JSON of a request, written again without spaces, so that equal content has equal text.</summary>
internal static class CanonicalJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text, or null when it holds what no store and no connector takes: half a surrogate pair or a NUL character.</summary>
    public static string? Write(JsonElement element) => Write(element.WriteTo);

    /// <inheritdoc cref="Write(JsonElement)"/>
    public static string? Write(FlowGraph graph) => Write(writer => JsonSerializer.Serialize(writer, graph, ApiJson.Stored));

    /// <summary>Reads stored JSON back for an answer.</summary>
    public static JsonElement Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private static string? Write(Action<Utf8JsonWriter> write)
    {
        try
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var writer = new Utf8JsonWriter(buffer, Compact))
            {
                write(writer);
            }

            var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
            return text.Contains("\\u0000", StringComparison.Ordinal) ? null : text;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or JsonException)
        {
            return null;
        }
    }
}
