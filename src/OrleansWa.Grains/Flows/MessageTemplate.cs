using System.Buffers;
using System.Text;
using System.Text.Json;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Flows;

/// <summary>A message in Cloud API shape whose string values may hold variables.</summary>
/// <remarks>
/// Values are filled in one string at a time and written by the JSON writer, so what a contact typed cannot change the message's
/// structure. Names of members are left alone.
/// </remarks>
internal sealed class MessageTemplate
{
    private readonly JsonElement _content;

    private MessageTemplate(string type, JsonElement content) => (Type, _content) = (type, content);

    /// <summary>E.g. <c>text</c>.</summary>
    public string Type { get; }

    /// <summary>Size of the JSON before variables.</summary>
    public int SizeBytes => Encoding.UTF8.GetByteCount(_content.GetRawText());

    /// <summary>Reads <c>{"type":"text","text":{…}}</c>; null, with or without an error, when there is nothing that could be sent.</summary>
    public static MessageTemplate? Read(JsonObjectReader data, string name)
    {
        if (data.Object(name) is not { } message || !message.TryGetProperty("type", out var typeElement))
        {
            return null;
        }

        if (typeElement.ValueKind != JsonValueKind.String || typeElement.GetString() is not { Length: > 0 } type)
        {
            data.Refuse($"{name}.type", "Must be a text.");
            return null;
        }

        return ReadContent(data, name, message, type);
    }

    /// <summary>The message with its variables filled in; null when it outgrows <see cref="FlowLimits.EffectBytes"/>.</summary>
    public MessageContent? Render(Func<string, string?> value)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            Write(writer, _content, value);
        }

        return json.WrittenCount > FlowLimits.EffectBytes ? null : new MessageContent(Type, Encoding.UTF8.GetString(json.WrittenSpan));
    }

    /// <summary>The strings that may hold variables, each with its path from the message on, e.g. <c>.text.body</c>.</summary>
    public IEnumerable<(string Path, string Text)> Texts() => Texts(_content, $".{Type}");

    private static MessageTemplate? ReadContent(JsonObjectReader data, string name, JsonElement message, string type)
    {
        if (!message.TryGetProperty(type, out var content))
        {
            return null;
        }

        // "contacts" is an array, all others are objects.
        if (content.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array))
        {
            data.Refuse($"{name}.{type}", "Must be an object.");
            return null;
        }

        return new MessageTemplate(type, content.Clone());
    }

    private static IEnumerable<(string Path, string Text)> Texts(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Texts(member.Value, $"{path}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Texts(item, $"{path}[{index}]")),
        JsonValueKind.String => [(path, element.GetString()!)],
        _ => [],
    };

    private static void Write(Utf8JsonWriter writer, JsonElement element, Func<string, string?> value)
    {
        // A document full of variables could grow a thousandfold. What is over the limit is thrown away, so its values need no filling in.
        var isFull = writer.BytesCommitted + writer.BytesPending > FlowLimits.EffectBytes;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(writer, element, value);
                break;
            case JsonValueKind.Array:
                WriteArray(writer, element, value);
                break;
            case JsonValueKind.String when !isFull:
                writer.WriteStringValue(VariableText.Render(element.GetString()!, value));
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement element, Func<string, string?> value)
    {
        writer.WriteStartObject();
        foreach (var member in element.EnumerateObject())
        {
            writer.WritePropertyName(member.Name);
            Write(writer, member.Value, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, JsonElement element, Func<string, string?> value)
    {
        writer.WriteStartArray();
        foreach (var item in element.EnumerateArray())
        {
            Write(writer, item, value);
        }

        writer.WriteEndArray();
    }
}
