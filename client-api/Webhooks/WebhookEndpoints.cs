using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Problems;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.ClientApi.Webhooks;

/// <summary>Webhooks of Meta: the handshake, and what came in (SPEC section 7).</summary>
internal static class WebhookEndpoints
{
    private const string PlatformPath = "/webhooks/whatsapp";
    private const string TenantPath = "/webhooks/whatsapp/{tenantId}";

    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PlatformApp>();
        builder.Services.AddSingleton<TenantApps>();
        builder.Services.AddSingleton<WebhookIntake>();
    }

    // RequestDelegates and short circuits: this is the hottest path, nothing is bound and no other middleware runs.
    public static void MapWebhooks(this WebApplication app)
    {
        app.MapGet(PlatformPath, Handshake).Describe("Meta's handshake with the platform's app.", "the verify token is the credential").ShortCircuit();
        app.MapGet(TenantPath, Handshake).Describe("Meta's handshake with a tenant's own app.", "the verify token is the credential").ShortCircuit();
        app.MapPost(PlatformPath, Receive).Describe("Takes webhooks signed by the platform's app.", "the signature is the credential").ShortCircuit();
        app.MapPost(TenantPath, Receive).Describe("Takes webhooks signed by a tenant's own app.", "the signature is the credential").ShortCircuit();
    }

    private static async Task Handshake(HttpContext context)
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

    private static async Task Receive(HttpContext context)
    {
        CallScope.EnterPlatform();
        var (app, credentials) = await AppAsync(context);
        await context.RequestServices.GetRequiredService<WebhookIntake>().TakeAsync(context, app, credentials);
    }

    private static async ValueTask<(string App, AppCredentials Credentials)> AppAsync(HttpContext context)
    {
        if (context.Request.RouteValues["tenantId"] is not string id)
        {
            var platform = context.RequestServices.GetRequiredService<PlatformApp>();
            platform.ExplainRefusal();
            return (GrainKeys.PlatformScope, platform.Credentials ?? PlatformApp.Nobody);
        }

        if (!Ids.IsTenant(id))
        {
            return ("", PlatformApp.Nobody);
        }

        var tenant = id.ToLowerInvariant();
        return (tenant, await context.RequestServices.GetRequiredService<TenantApps>().FindAsync(tenant) ?? PlatformApp.Nobody);
    }

    private static IEndpointConventionBuilder Describe(this IEndpointConventionBuilder endpoint, string summary, string openBecause) =>
        endpoint.Open(openBecause).WithTags("Webhooks").WithSummary(summary);
}
