using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Writes the body of a send (reference 3.1). The content's JSON is spliced in as it is.</summary>
internal static class SendBody
{
    /// <summary>The body; throws <see cref="JsonException"/> or <see cref="ArgumentException"/> when the content is not JSON.</summary>
    public static ReadOnlyMemory<byte> Write(ConnectorMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + message.Content.Json.Length);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("messaging_product"u8, "whatsapp"u8);
            json.WriteString("recipient_type"u8, "individual"u8);
            WriteRecipient(json, message);
            json.WriteString("type"u8, message.Content.Type);
            json.WritePropertyName(message.Content.Type);
            json.WriteRawValue(Encoding.UTF8.GetBytes(message.Content.Json));
            WriteContext(json, message);
            json.WriteString("biz_opaque_callback_data"u8, message.MessageId);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    // Without a "+" Meta may put the business's own country code in front.
    private static void WriteRecipient(Utf8JsonWriter json, ConnectorMessage message)
    {
        if (!string.IsNullOrEmpty(message.Phone))
        {
            json.WriteString("to"u8, string.Concat("+", message.Phone.AsSpan().TrimStart('+')));
        }
        else
        {
            json.WriteString("recipient"u8, message.UserId);
        }
    }

    // Meta refuses a context on reactions: they name their message themselves.
    private static void WriteContext(Utf8JsonWriter json, ConnectorMessage message)
    {
        if (!string.IsNullOrEmpty(message.ReplyToWhatsAppId) && message.Content.Type != "reaction")
        {
            json.WriteStartObject("context"u8);
            json.WriteString("message_id"u8, message.ReplyToWhatsAppId);
            json.WriteEndObject();
        }
    }
}
