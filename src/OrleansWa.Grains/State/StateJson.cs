using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansWa.Contracts.State;

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

    /// <summary>Reads a stored state. Members that it lacks keep their defaults, members that this program does not know are ignored.</summary>
    /// <exception cref="InvalidOperationException">A newer program wrote it, or it is damaged; says of which grain, and what to do.</exception>
    public static T Read<T>(StoredState stored)
    {
        if (stored.Schema > Schema<T>.Number)
        {
            throw new InvalidOperationException(
                $"{Shown(stored)} has schema {stored.Schema}, this program knows {typeof(T).Name} up to {Schema<T>.Number}: a newer program wrote it. "
                + "Run that one, or restore a backup from before it.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(stored.Json, Options) ?? throw new JsonException("It is null.");
        }
        catch (JsonException damaged)
        {
            throw new InvalidOperationException(
                $"{Shown(stored)} cannot be read as {typeof(T).Name} of schema {stored.Schema}: {damaged.Message} Restore it from a backup.", damaged);
        }
    }

    private static string Shown(StoredState stored) => $"The state '{stored.Key.Name}' of grain {stored.Key.GrainType} {stored.Key.GrainKey}";

    private static class Schema<T>
    {
        public static readonly int Number = typeof(T).GetCustomAttribute<StateSchemaAttribute>()?.Number
            ?? throw new InvalidOperationException($"{typeof(T).Name} has no [StateSchema].");
    }
}
