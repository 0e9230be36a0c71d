namespace OrleansWa.Contracts.Security;

/// <summary>Issues a key.</summary>
/// <param name="TenantId">The tenant, or <see cref="GrainKeys.PlatformScope"/> for a platform admin's key.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Role">What it may do.</param>
/// <param name="ExpiresAt">From then on refused; null never.</param>
[GenerateSerializer, Immutable, Alias("wa.api-key.issue.v1")]
public sealed record IssueApiKey(
    [property: Id(0)] string TenantId,
    [property: Id(1)] string Name,
    [property: Id(2)] Role Role,
    [property: Id(3)] DateTimeOffset? ExpiresAt);

/// <summary>A key just issued; the only time that its text is seen.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Key">The key, <c>owa_…</c>.</param>
[GenerateSerializer, Immutable, Alias("wa.api-key.issued.v1")]
public sealed record IssuedApiKey([property: Id(0)] string Id, [property: Id(1)] string Key)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(IssuedApiKey)} {Id}";
}

/// <summary>Who a credential speaks for.</summary>
/// <param name="KeyId">Id of the key.</param>
/// <param name="TenantId">The tenant, or <see cref="GrainKeys.PlatformScope"/>.</param>
/// <param name="Role">What it may do.</param>
[GenerateSerializer, Immutable, Alias("wa.principal.v1")]
public sealed record KeyPrincipal([property: Id(0)] string KeyId, [property: Id(1)] string TenantId, [property: Id(2)] Role Role);

/// <summary>A key as lists show it.</summary>
[GenerateSerializer, Immutable, Alias("wa.api-key.view.v1")]
public sealed record ApiKeyView(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] Role Role,
    [property: Id(3)] DateTimeOffset CreatedAt,
    [property: Id(4)] DateTimeOffset? ExpiresAt,
    [property: Id(5)] DateTimeOffset? RevokedAt);
