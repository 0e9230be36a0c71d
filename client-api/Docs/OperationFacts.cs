using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts.Security;

namespace OrleansWa.ClientApi.Docs;

/// <summary>Adds to each operation who may do it, which problems it answers, and an example of its body.</summary>
internal static class OperationFacts
{
    private static readonly (int Status, string Text)[] Everywhere =
    [
        (503, "Not ready or overloaded; try again after Retry-After."),
    ];

    private static readonly (int Status, string Text)[] WithKey =
    [
        (400, "The request is malformed; errors names the fields."),
        (401, "The key is missing or wrong."),
        (403, "The role of the key may not do this."),
        (404, "There is no such thing in the caller's tenant."),
        (429, "Too many wrong keys."),
    ];

    private static readonly (int Status, string Text)[] OfWebhooks =
    [
        (400, "The body is signed but not JSON."),
        (401, "X-Hub-Signature-256 is missing or wrong."),
        (403, "The verify token is wrong."),
        (413, "The body is larger than 3 MB."),
    ];

    private static readonly (int Status, string Text)[] WithBody =
    [
        (409, "It exists already, or its state does not allow this."),
        (413, "The body is larger than 1 MB."),
        (415, "The body is not application/json."),
        (422, "Well formed, but a rule or the connector refuses it."),
    ];

    private static readonly (int Status, string Text)[] OfCommands =
    [
        (409, "The present state does not allow this."),
    ];

    public static Task Apply(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        AddProblems(operation, context.Document, Everywhere);
        if (metadata.OfType<OperationMetadata>().FirstOrDefault() is { Operation: var what })
        {
            AddProblems(operation, context.Document, WithKey);
            var roles = string.Join(", ", RoleTable.RolesFor(what).Select(Words<Role>.Of));
            operation.Description = $"{operation.Description} Operation `{what}`; roles: {roles}.".TrimStart();
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyAuthenticationHandler.SchemeName, context.Document)] = [] },
            ];
        }

        if (operation.RequestBody is not null)
        {
            AddProblems(operation, context.Document, WithBody);
            Examples.AddTo(operation, context.Description.RelativePath, context.Description.HttpMethod);
        }
        else if (context.Description.HttpMethod == "POST")
        {
            AddProblems(operation, context.Document, OfCommands);
        }

        if (context.Description.RelativePath?.StartsWith("webhooks/", StringComparison.Ordinal) == true)
        {
            AddProblems(operation, context.Document, OfWebhooks);
        }

        DescribePaging(operation);
        return Task.CompletedTask;
    }

    private static void AddProblems(OpenApiOperation operation, OpenApiDocument? document, (int Status, string Text)[] problems)
    {
        operation.Responses ??= [];
        foreach (var (status, text) in problems)
        {
            operation.Responses.TryAdd(
                status.ToString(System.Globalization.CultureInfo.InvariantCulture),
                new OpenApiResponse
                {
                    Description = text,
                    Content = new Dictionary<string, OpenApiMediaType>
                    {
                        ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problems.Problem), document) },
                    },
                });
        }
    }

    private static bool IsQuery(OpenApiParameter parameter, string name) =>
        parameter.In == ParameterLocation.Query && string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase);

    // The limit is read as text, so that a wrong one is answered by name; what it means is a number.
    private static void DescribePaging(OpenApiOperation operation)
    {
        foreach (var parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
        {
            if (IsQuery(parameter, "limit"))
            {
                parameter.Name = "limit";
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "200", Default = PageQuery.LimitDefault };
                parameter.Description = "Rows wanted.";
            }
            else if (IsQuery(parameter, "cursor"))
            {
                parameter.Name = "cursor";
                parameter.Description = "The nextCursor of the page before.";
            }
        }
    }
}
