using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Problems;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.ClientApi.Webhooks;

/// <summary>Finds the Meta app that a webhook claims to come from, and hands it on.</summary>
internal sealed class WebhookHandlers(PlatformApp platform, TenantApps tenants, WebhookIntake intake)
{
    public async Task Handshake(HttpContext context)
    {
        CallScope.EnterPlatform();
        var (_, credentials) = await AppAsync(context);
        if (MetaWebhook.Challenge(context.Request.Query, credentials.VerifyToken) is not { } challenge)
        {
            await ProblemWriter.WriteAsync(context, StatusCodes.Status403Forbidden, "verify_token_invalid", "The verify token is wrong.");
            return;
        }

        context.Response.ContentType = "text/plain; charset=utf-8";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await context.Response.WriteAsync(challenge);
    }

    public async Task Receive(HttpContext context)
    {
        CallScope.EnterPlatform();
        var (app, credentials) = await AppAsync(context);
        await intake.TakeAsync(context, app, credentials);
    }

    private async ValueTask<(string App, AppCredentials Credentials)> AppAsync(HttpContext context)
    {
        if (context.Request.RouteValues["tenantId"] is not string id)
        {
            platform.WarnIfIncomplete();
            return (GrainKeys.PlatformScope, platform.Credentials);
        }

        if (!Ids.IsTenant(id))
        {
            return ("", PlatformApp.Nobody);
        }

        var tenant = id.ToLowerInvariant();
        return (tenant, await tenants.FindAsync(tenant) ?? PlatformApp.Nobody);
    }
}
