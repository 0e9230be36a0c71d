namespace OrleansWa.Contracts.Tenants;

/// <summary>Changes a tenant; null leaves a field as it is.</summary>
[GenerateSerializer, Immutable, Alias("wa.tenant.update.v1")]
public sealed record UpdateTenant(
    [property: Id(0)] string? Name,
    [property: Id(1)] string? TimeZone,
    [property: Id(2)] string? Locale,
    [property: Id(3)] string? AppSecret,
    [property: Id(4)] string? VerifyToken);
