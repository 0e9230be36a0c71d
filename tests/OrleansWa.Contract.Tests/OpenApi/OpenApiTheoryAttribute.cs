namespace OrleansWa.Contract.Tests.OpenApi;

/// <summary>A theory that needs Meta's file; without it the test is skipped, and says so.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OpenApiTheoryAttribute : TheoryAttribute
{
    public OpenApiTheoryAttribute()
    {
        if (MetaFile.Path is null) Skip = OpenApiFactAttribute.Missing;
    }
}
