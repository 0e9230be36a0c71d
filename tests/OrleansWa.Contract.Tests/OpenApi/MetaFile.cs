using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansWa.Contract.Tests.OpenApi;

/// <summary>Meta's OpenAPI description, found beside the repository (or by <c>META_OPENAPI</c>), as published and with our corrections.</summary>
internal static class MetaFile
{
    private const string RelativePath = "../shared/reference/meta-business-messaging-v23.0.json";

    // The examples are read as raw text: their angle brackets must stay what they are.
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Lazy<JsonElement> LazyCorrected = new(Load);

    public static string? Path { get; } = Find();

    /// <summary>The document after <see cref="Corrections"/>.</summary>
    public static JsonElement Corrected => LazyCorrected.Value;

    public static JsonElement Operation(string path, string method) => Corrected.GetProperty("paths").GetProperty(path).GetProperty(method);

    /// <summary>Meta's example requests of an operation, by name.</summary>
    public static IEnumerable<(string Name, JsonElement Value)> RequestExamples(string path, string method) =>
        Operation(path, method).GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("examples")
            .EnumerateObject().Select(e => (e.Name, e.Value.GetProperty("value")));

    public static JsonElement ResponseSchema(string path, string method, string status = "200") =>
        Operation(path, method).GetProperty("responses").GetProperty(status).GetProperty("content").GetProperty("application/json").GetProperty("schema");

    private static JsonElement Load()
    {
        var document = JsonNode.Parse(File.ReadAllText(Path!))!;
        foreach (var correction in Corrections.All) correction.Apply(document);
        return JsonSerializer.SerializeToElement(document, Relaxed);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("META_OPENAPI") is { Length: > 0 } given) return File.Exists(given) ? given : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(System.IO.Path.Combine(folder.FullName, "OrleansWa.sln"))) continue;
            var file = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder.FullName, RelativePath));
            return File.Exists(file) ? file : null;
        }

        return null;
    }
}
