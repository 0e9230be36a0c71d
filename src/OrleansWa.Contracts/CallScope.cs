namespace OrleansWa.Contracts;

/// <summary>
/// Who a grain call is made for: one tenant, or the platform itself. It travels in the <c>RequestContext</c>; the tenant filter
/// refuses a call without a scope and a call whose scope is another tenant than the target's key.
/// </summary>
public static class CallScope
{
    /// <summary>Name of the entry in the <c>RequestContext</c>.</summary>
    public const string Key = "wa.scope";

    /// <summary>From here on, calls of this asynchronous flow are made for one tenant.</summary>
    public static void EnterTenant(string tenantId) => RequestContext.Set(Key, tenantId);

    /// <summary>From here on, calls of this asynchronous flow are made for the platform and may reach every tenant.</summary>
    public static void EnterPlatform() => RequestContext.Set(Key, GrainKeys.PlatformScope);

    /// <summary>The scope of the current flow, or null.</summary>
    public static string? Current => RequestContext.Get(Key) as string;
}
