using System.Buffers;
using System.Text.Json;

namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>What a Graph call answers: a status, the JSON bytes, and the error behind them if it failed.</summary>
internal sealed record GraphResponse(int Status, ReadOnlyMemory<byte> Body, GraphError? Error = null, string ContentType = "application/json; charset=UTF-8")
{
    private static readonly byte[] SuccessBody = """{"success":true}"""u8.ToArray();

    public static GraphResponse Success { get; } = new(200, SuccessBody);

    public static GraphResponse Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = Webhooks.MetaJson.Relaxed }))
        {
            write(writer);
        }

        return new GraphResponse(200, buffer.WrittenMemory);
    }

    public static GraphResponse Failed(GraphError error, string traceId) =>
        Json(w => WriteEnvelope(w, error, traceId)) with { Status = error.HttpStatus, Error = error };

    private static void WriteEnvelope(Utf8JsonWriter w, GraphError error, string traceId)
    {
        w.WriteStartObject();
        w.WriteStartObject("error");
        w.WriteString("message", error.Message);
        w.WriteString("type", "OAuthException");
        w.WriteNumber("code", error.Code);
        if (error.Subcode is { } subcode) w.WriteNumber("error_subcode", subcode);
        if (error.Details is { } details) WriteData(w, details);
        w.WriteString("fbtrace_id", traceId);
        w.WriteEndObject();
        w.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter w, string details)
    {
        w.WriteStartObject("error_data");
        w.WriteString("messaging_product", "whatsapp");
        w.WriteString("details", details);
        w.WriteEndObject();
    }
}
