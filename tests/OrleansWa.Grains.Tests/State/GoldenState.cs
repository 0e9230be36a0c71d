using System.Reflection;
using System.Text.Json.Nodes;
using OrleansWa.Contracts.State;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Tests.State;

/// <summary>One shape of a stored state, as a database somewhere may hold it: the file <c>Golden/{type}.v{schema}.json</c>.</summary>
/// <param name="Type">The state's type today.</param>
/// <param name="Schema">Schema number of the file.</param>
internal sealed record GoldenState(Type Type, int Schema)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "State", "Golden");

    /// <summary>Every shape that was ever shipped.</summary>
    public static IReadOnlyList<GoldenState> All { get; } =
    [
        .. from type in typeof(StateSchemaAttribute).Assembly.GetTypes()
           where type.IsDefined(typeof(StateSchemaAttribute), inherit: false)
           orderby type.Name
           from schema in Enumerable.Range(1, PresentSchema(type))
           select new GoldenState(type, schema),
    ];

    /// <summary>Names of the files that are there.</summary>
    public static IReadOnlyList<string> Files => [.. System.IO.Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>Name of its file.</summary>
    public string File => $"{Type.Name}.v{Schema}.json";

    /// <summary>Whether the program writes this shape today.</summary>
    public bool IsPresent => Schema == PresentSchema(Type);

    /// <summary>The stored text.</summary>
    public string Text => System.IO.File.ReadAllText(Path.Combine(Folder, File));

    /// <summary>The stored text as JSON, to be changed.</summary>
    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    /// <summary>The shape with this file name.</summary>
    public static GoldenState Of(string file) => All.Single(golden => golden.File == file);

    /// <summary>What a grain gets when its row holds this.</summary>
    public object Read(string json, int? schema = null)
    {
        var read = typeof(StateJson).GetMethod(nameof(StateJson.Read))!.MakeGenericMethod(Type).CreateDelegate<Func<StoredState, object>>();
        return read(new StoredState(new StateKey("wa.test", "acme/one", "state"), 1, schema ?? Schema, json, DateTimeOffset.UnixEpoch));
    }

    /// <summary>What is stored of a state.</summary>
    public string Write(object state) =>
        (string)typeof(StateJson).GetMethod(nameof(StateJson.Write))!.MakeGenericMethod(Type).Invoke(null, [state])!;

    /// <summary>Its members, by name.</summary>
    public IReadOnlyDictionary<string, object?> Members(object state) =>
        Type.GetProperties().Where(member => member.CanWrite).ToDictionary(member => member.Name, member => member.GetValue(state), StringComparer.Ordinal);

    private static int PresentSchema(Type type) => type.GetCustomAttribute<StateSchemaAttribute>()!.Number;
}
