using OrleansWa.Contracts;
using OrleansWa.Contracts.Security;

namespace OrleansWa.ClientApi.Security;

/// <summary>Who a request speaks for; only the credential says so.</summary>
/// <param name="KeyId">Id of the key.</param>
/// <param name="TenantId">The tenant, or <see cref="GrainKeys.PlatformScope"/>.</param>
/// <param name="Role">What the key may do.</param>
internal sealed record Caller(string KeyId, string TenantId, Role Role)
{
    public bool IsPlatform => TenantId == GrainKeys.PlatformScope;
}

/// <summary>The caller of a request.</summary>
internal static class CallerExtensions
{
    /// <summary>The caller, or null on an open endpoint without a key.</summary>
    public static Caller? FindCaller(this HttpContext context) => context.Features.Get<Caller>();

    /// <summary>The tenant of the caller. Operations on own data never come here with a platform admin's key.</summary>
    public static string TenantId(this HttpContext context) =>
        context.FindCaller() is { IsPlatform: false } caller
            ? caller.TenantId
            : throw new InvalidOperationException("This endpoint is not declared as an operation on a tenant's own data.");
}
