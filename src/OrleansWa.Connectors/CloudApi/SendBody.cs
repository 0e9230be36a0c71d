using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;

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
            var (type, content) = ForMeta(message.Content);
            json.WriteString("type"u8, type);
            json.WritePropertyName(type);
            json.WriteRawValue(Encoding.UTF8.GetBytes(content));
            WriteContext(json, message);
            json.WriteString("biz_opaque_callback_data"u8, message.MessageId);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    // A voice note is an audio file to Meta, with a word that says so (reference 3.2).
    private static (string Type, string Json) ForMeta(MessageContent content)
    {
        if (content.Type != "voice" || JsonNode.Parse(content.Json) is not JsonObject media)
        {
            return (content.Type, content.Json);
        }

        media["voice"] = true;
        return ("audio", media.ToJsonString());
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
