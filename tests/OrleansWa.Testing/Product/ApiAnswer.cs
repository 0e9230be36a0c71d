using System.Text.Json;
using System.Text.Json.Nodes;

namespace OrleansWa.Testing.Product;

/// <summary>An answer of the API, read whole.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="ContentType">Media type without parameters.</param>
/// <param name="Text">The body.</param>
/// <param name="Headers">Headers of answer and content, joined.</param>
public sealed record ApiAnswer(int Status, string? ContentType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The body as JSON; null when it is none.</summary>
    public JsonNode? Json
    {
        get
        {
            try
            {
                return Text.Length == 0 ? null : JsonNode.Parse(Text);
            }
            catch (JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>The problem's stable word.</summary>
    public string? Code => Json is JsonObject json ? json["code"]?.GetValue<string>() : null;

    /// <summary>Names of the fields that the problem names, in order.</summary>
    public string[] Fields => Json is JsonObject json && json["errors"] is JsonObject errors ? [.. errors.Select(error => error.Key)] : [];
}
