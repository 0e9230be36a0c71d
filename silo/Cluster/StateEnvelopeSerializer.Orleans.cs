using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansWa.Contracts.State;
using OrleansWa.Grains.State;

namespace OrleansWa.Silo.Cluster;

/// <summary>Our JSON with its schema number, for Orleans' stock tables, which have no column for it: <c>{"schema":1,"state":{…}}</c>.</summary>
internal sealed class StateEnvelopeSerializer : IGrainStorageSerializer
{
    public BinaryData Serialize<T>(T? input)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteNumber("schema", StateJson.SchemaOf<T>());
            json.WritePropertyName("state");
            json.WriteRawValue(StateJson.Write(input));
            json.WriteEndObject();
        }

        return new BinaryData(buffer.ToArray());
    }

    public T? Deserialize<T>(BinaryData input)
    {
        var envelope = JsonNode.Parse(input)!;
        return StateJson.Read<T>(new StoredState(Unnamed<T>(), 0, envelope["schema"]!.GetValue<int>(), envelope["state"]!.ToJsonString(), default));
    }

    // Orleans does not say whose state it is.
    private static StateKey Unnamed<T>() => new("(stock tables)", "", typeof(T).Name);
}
