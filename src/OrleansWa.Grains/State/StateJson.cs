using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansWa.Grains.State;

/// <summary>The serializer of stored state: JSON in camelCase with a schema number. CLR names never land in the database.</summary>
internal static class StateJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        // The text goes to a database, never into a page: leave "ç" readable for the operator who looks at it.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Schema number of a state type.</summary>
    public static int SchemaOf<T>() => Schema<T>.Number;

    /// <summary>The stored text of a state.</summary>
    public static string Write<T>(T state) => JsonSerializer.Serialize(state, Options);

    /// <summary>Reads a stored state.</summary>
    /// <exception cref="InvalidOperationException">The state was written by a newer program.</exception>
    public static T Read<T>(string json, int schema)
    {
        if (schema > Schema<T>.Number)
        {
            throw new InvalidOperationException(
                $"{typeof(T).Name} is stored with schema {schema}, this program knows {Schema<T>.Number}: run the newer program, or restore a backup.");
        }

        return JsonSerializer.Deserialize<T>(json, Options)
            ?? throw new InvalidOperationException($"{typeof(T).Name} is stored as null.");
    }

    private static class Schema<T>
    {
        public static readonly int Number = typeof(T).GetCustomAttribute<StateSchemaAttribute>()?.Number
            ?? throw new InvalidOperationException($"{typeof(T).Name} has no [StateSchema].");
    }
}
