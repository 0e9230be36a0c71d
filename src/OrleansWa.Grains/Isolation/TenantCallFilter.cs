using OrleansWa.Contracts;

namespace OrleansWa.Grains.Isolation;

/// <summary>
/// Refuses grain calls across tenants (DESIGN.md, promise 7). The tenant comes from the credential through <see cref="CallScope"/>; a call
/// without a scope is refused too, so that a forgotten scope fails in the first test and not in production.
/// </summary>
public sealed class TenantCallFilter : IIncomingGrainCallFilter
{
    /// <inheritdoc/>
    public Task Invoke(IIncomingGrainCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!IsOurs(context.TargetId))
        {
            return context.Invoke();
        }

        var contract = context.InterfaceMethod.DeclaringType;
        var key = context.TargetId.Key.ToString() ?? "";
        var target = GrainKeys.ScopeOf(key);
        if (contract == typeof(IRemindable))
        {
            // A reminder has no caller: it speaks for the tenant that owns the grain.
            CallScope.EnterTenant(target);
        }
        else if (contract?.Assembly != typeof(GrainKeys).Assembly)
        {
            // The runtime's own business with a grain, such as the tick of its timer, which enters the scope itself. Nobody else can call what is no contract of ours.
            return context.Invoke();
        }

        Check(CallScope.Current, target);
        // A flow is no channel: its lines carry the tenant only.
        LogContext.GrainKey = context.TargetId.Type.ToString() == "wa.flow" ? GrainKeys.Tenant(target) : key;
        return context.Invoke();
    }

    // The Orleans runtime's own grains pass; ours are all named wa.*.
    private static bool IsOurs(GrainId target) => target.Type.ToString()!.StartsWith("wa.", StringComparison.Ordinal);

    private static void Check(string? scope, string target)
    {
        if (scope is null)
        {
            throw new ProblemException(ProblemKind.Forbidden, "scope_missing", "The call names no tenant. Enter a CallScope before calling a grain.");
        }

        if (scope != target && scope != GrainKeys.PlatformScope)
        {
            throw new ProblemException(ProblemKind.Forbidden, "foreign_tenant", "The call was made for another tenant than the one that owns the grain.");
        }
    }
}
