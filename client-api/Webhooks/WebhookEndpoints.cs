using OrleansWa.ClientApi.Security;

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
        builder.Services.AddSingleton<WebhookHandlers>();
    }

    // RequestDelegates and short circuits: this is the hottest path, nothing is bound and no other middleware runs.
    public static void MapWebhooks(this WebApplication app)
    {
        var handlers = app.Services.GetRequiredService<WebhookHandlers>();
        Map(app, "GET", PlatformPath, handlers.Handshake, "Meta's handshake with the platform's app.", "the verify token is the credential");
        Map(app, "GET", TenantPath, handlers.Handshake, "Meta's handshake with a tenant's own app.", "the verify token is the credential");
        Map(app, "POST", PlatformPath, handlers.Receive, "Takes webhooks signed by the platform's app.", "the signature is the credential");
        Map(app, "POST", TenantPath, handlers.Receive, "Takes webhooks signed by a tenant's own app.", "the signature is the credential");
    }

    // The method is metadata of its own, because the API's description leaves out bare RequestDelegates.
    private static void Map(WebApplication app, string method, string path, RequestDelegate handler, string summary, string openBecause) =>
        app.MapMethods(path, [method], handler).Open(openBecause).WithTags("Webhooks").WithSummary(summary).WithMetadata(handler.Method).ShortCircuit();
}
