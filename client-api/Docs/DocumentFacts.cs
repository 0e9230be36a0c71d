using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using OrleansWa.ClientApi.Security;

namespace OrleansWa.ClientApi.Docs;

/// <summary>What holds for the whole document: title, how to authenticate, and the shape of problems.</summary>
internal static class DocumentFacts
{
    public static async Task Apply(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        document.Info = new OpenApiInfo
        {
            Title = "OrleansWa",
            Version = "v1",
            Description = "Many WhatsApp channels of many tenants behind one API. Errors are problem details (RFC 9457); lists page by limit and cursor.",
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[ApiKeyAuthenticationHandler.SchemeName] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "owa_…",
            Description = "An API key. The tenant comes from the key.",
        };
        document.AddComponent(nameof(Problems.Problem), await context.GetOrCreateSchemaAsync(typeof(Problems.Problem), cancellationToken: ct));
    }
}
