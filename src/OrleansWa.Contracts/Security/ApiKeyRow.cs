namespace OrleansWa.Contracts.Security;

/// <summary>A stored API key. The key itself is shown once and kept only as a hash.</summary>
/// <param name="Id">Public id, <c>key_…</c>.</param>
/// <param name="SecretHash">Lower-case hex SHA-256 of the whole key; keys carry 256 random bits, so no salt is needed.</param>
/// <param name="TenantId">The tenant, or <see cref="GrainKeys.PlatformScope"/>.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Role">What it may do.</param>
/// <param name="CreatedAt">Creation time.</param>
/// <param name="ExpiresAt">From then on refused; null never.</param>
/// <param name="RevokedAt">Refused since; null while valid.</param>
[GenerateSerializer, Immutable, Alias("wa.api-key.row.v1")]
public sealed record ApiKeyRow(
    [property: Id(0)] string Id,
    [property: Id(1)] string SecretHash,
    [property: Id(2)] string TenantId,
    [property: Id(3)] string Name,
    [property: Id(4)] Role Role,
    [property: Id(5)] DateTimeOffset CreatedAt,
    [property: Id(6)] DateTimeOffset? ExpiresAt,
    [property: Id(7)] DateTimeOffset? RevokedAt);
