using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansWa.Grains.Flows;

/// <summary>Stores variables as one JSON object, names as they are, in ordinal order.</summary>
internal sealed class FlowVariablesJsonConverter : JsonConverter<FlowVariables>
{
    /// <inheritdoc/>
    public override FlowVariables Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Variables are one object.");
        }

        var variables = FlowVariables.Empty;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            variables = variables.Set(name, reader.GetString() ?? "");
        }

        return variables;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, FlowVariables value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var (name, text) in value.Pairs)
        {
            writer.WriteString(name, text);
        }

        writer.WriteEndObject();
    }
}
