namespace OrleansWa.Contract.Tests.OpenApi;

/// <summary>A fact that needs Meta's file; without it the test is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenApiFactAttribute : FactAttribute
{
    internal const string Missing = "Meta's OpenAPI file is not there: put it at ../shared/reference/ or name it in META_OPENAPI.";

    public OpenApiFactAttribute()
    {
        if (MetaFile.Path is null) Skip = Missing;
    }
}
