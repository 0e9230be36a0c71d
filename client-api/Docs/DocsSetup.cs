using OrleansWa.ClientApi.Security;

namespace OrleansWa.ClientApi.Docs;

/// <summary>The API's description at <c>/openapi/v1.json</c> and a page over it at <c>/docs</c>; made when first asked for, not at the start.</summary>
internal static class DocsSetup
{
    public static void AddDocs(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1", openApi =>
    {
        openApi.AddDocumentTransformer(DocumentFacts.Apply);
        openApi.AddOperationTransformer(OperationFacts.Apply);
        openApi.AddSchemaTransformer(SchemaFacts.Apply);
    });

    public static void UseDocs(this WebApplication app) => app.UseSwaggerUI(page =>
    {
        page.RoutePrefix = "docs";
        page.DocumentTitle = "OrleansWa API";
        page.SwaggerEndpoint("/openapi/v1.json", "OrleansWa v1");
        page.EnablePersistAuthorization();
    });

    public static void MapDocs(this WebApplication app)
    {
        app.MapOpenApi().Open("the description of the API is public");
        app.MapGet("/", () => TypedResults.Redirect("/docs")).Open("leads to the description").ExcludeFromDescription();
    }
}
