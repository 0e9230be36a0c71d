using Microsoft.AspNetCore.Authentication;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Problems;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Security;
using OrleansWa.Hosting.Logging;

namespace OrleansWa.ClientApi.Security;

/// <summary>
/// Before an endpoint runs: somebody is there, the role may do the operation, the tenant in the path is the caller's own, and every grain call
/// from here on is made in the caller's scope.
/// </summary>
internal sealed class PermissionMiddleware(RequestDelegate next)
{
    // Asynchronous, so that the ambient scope ends with the request.
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<OperationMetadata>() is not { Operation: var operation })
        {
            // Open by declaration (checked at the start), or the framework's own 404, 405 and 415.
            await next(context);
            return;
        }

        if (context.FindCaller() is not { } caller)
        {
            await context.ChallengeAsync();
            return;
        }

        if (!RoleTable.Allows(caller.Role, operation))
        {
            await RefuseAsync(context, caller, operation);
            return;
        }

        var tenant = TenantOf(context, caller, operation);
        Enter(caller);
        RequestScope.Current?.BelongsTo(tenant, Channel(context), Conversation(context));
        await next(context);
    }

    private static Task RefuseAsync(HttpContext context, Caller caller, Operation operation) =>
        caller.IsPlatform && operation.Scope == OperationScope.OwnData
            ? ProblemWriter.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                "tenant_key_required",
                "A platform admin manages tenants and keys, not a tenant's data. Issue a key: POST /api/v1/tenants/{id}/api-keys, and use that.")
            : ProblemWriter.WriteAsync(
                context,
                StatusCodes.Status403Forbidden,
                "role_not_allowed",
                $"The role {Words<Role>.Of(caller.Role)} may not do {operation}; {string.Join(", ", RoleTable.RolesFor(operation).Select(Words<Role>.Of))} may.");

    // Another tenant's id is answered as if it did not exist.
    private static string? TenantOf(HttpContext context, Caller caller, Operation operation)
    {
        if (operation.Scope == OperationScope.OwnData)
        {
            return caller.TenantId;
        }

        if (context.GetRouteValue("tenantId") is not string id)
        {
            return caller.IsPlatform ? null : throw new InvalidOperationException($"{operation} needs {{tenantId}} in its route.");
        }

        var named = Ids.TenantInPath(id);
        return caller.IsPlatform || caller.TenantId == named ? named : throw ProblemException.NotFound("tenant", id);
    }

    private static void Enter(Caller caller)
    {
        if (caller.IsPlatform)
        {
            CallScope.EnterPlatform();
        }
        else
        {
            CallScope.EnterTenant(caller.TenantId);
        }
    }

    private static string? Channel(HttpContext context) =>
        context.GetRouteValue("channelId") as string is { } id && Ids.IsThing(id) ? id : SplitConversation(context).Channel;

    private static string? Conversation(HttpContext context) => SplitConversation(context).Contact;

    private static (string? Channel, string? Contact) SplitConversation(HttpContext context)
    {
        if (context.GetRouteValue("conversationId") is not string id || id.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var dot))
        {
            return default;
        }

        return Ids.IsThing(id[..dot]) && Ids.IsThing(id[(dot + 1)..]) ? (id[..dot], id[(dot + 1)..]) : default;
    }
}
