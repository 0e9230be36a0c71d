using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OrleansWa.ClientApi.Docs;

/// <summary>Corrects what cannot be read from the types alone: free JSON, times, and which members of a request are required.</summary>
internal static class SchemaFacts
{
    public static Task Apply(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken ct)
    {
        var type = context.JsonTypeInfo.Type;
        if (type == typeof(JsonElement))
        {
            schema.Type = JsonSchemaType.Object;
            schema.AdditionalPropertiesAllowed = true;
        }
        else if (type == typeof(DateTimeOffset) || type == typeof(DateTimeOffset?))
        {
            schema.Type = type == typeof(DateTimeOffset) ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
        }

        if (context.JsonTypeInfo.Properties.Any(property => property.IsExtensionData))
        {
            schema.AdditionalPropertiesAllowed = true;
        }

        if (type.Name.EndsWith("Request", StringComparison.Ordinal) || type == typeof(Flows.FlowGraph))
        {
            schema.Required = context.JsonTypeInfo.Properties.Where(IsRequired).Select(property => property.Name).ToHashSet(StringComparer.Ordinal);
        }

        return Task.CompletedTask;
    }

    // Members of requests are nullable, so that a missing one is answered by name; the attribute says which must be there.
    private static bool IsRequired(JsonPropertyInfo property) => property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: false) == true;
}
