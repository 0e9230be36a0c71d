using OrleansWa.ClientApi.ApiKeys;
using OrleansWa.ClientApi.Bootstrap;
using OrleansWa.ClientApi.Channels;
using OrleansWa.ClientApi.Conversations;
using OrleansWa.ClientApi.DeadLetters;
using OrleansWa.ClientApi.Development;
using OrleansWa.ClientApi.Docs;
using OrleansWa.ClientApi.Flows;
using OrleansWa.ClientApi.Health;
using OrleansWa.ClientApi.Hosting;
using OrleansWa.ClientApi.Json;
using OrleansWa.ClientApi.Logging;
using OrleansWa.ClientApi.Management;
using OrleansWa.ClientApi.Messages;
using OrleansWa.ClientApi.Problems;
using OrleansWa.ClientApi.Security;
using OrleansWa.ClientApi.Tenants;
using OrleansWa.ClientApi.Webhooks;

namespace OrleansWa.ClientApi;

/// <summary>The services of the API and the order of its pipeline.</summary>
internal static partial class ApiPipeline
{
    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.AddKestrelLimits();
        builder.AddApiJson();
        builder.AddApiSecurity();
        builder.AddHealth();
        builder.AddBootstrap();
        builder.AddWebhooks();
        builder.AddDocs();
        builder.AddDevelopment();
    }

    public static void UseApi(this WebApplication app)
    {
        app.UseMiddleware<ProblemMiddleware>();
        app.UseMiddleware<ReadinessGate>();
        // Webhooks and liveness end here (short circuit); everything below is for people and systems with a key.
        app.UseRouting();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<RequestLog>();
        // Once more, within the request's log scope and before its line is written.
        app.UseMiddleware<ProblemMiddleware>();
        app.UseDocs();
        app.UseAuthentication();
        app.UseMiddleware<PermissionMiddleware>();

        app.MapHealth();
        app.MapDocs();
        app.MapBootstrap();
        app.MapWebhooks();
        app.MapGrainPage();
        MapDashboard(app);

        var api = app.MapGroup("/api/v1");
        api.MapTenants();
        api.MapApiKeys();
        api.MapChannels();
        api.MapMessages();
        api.MapDeadLetters();
        api.MapConversations();
        api.MapFlows();
        var management = app.MapGroup("/api/management");
        management.MapGrains();
        management.MapPlatformDeadLetters();

        EndpointDeclarations.Check(app);
        EndpointDeclarations.CheckTable();
        app.WriteAtStart();
    }

    // Only a cluster has one.
    static partial void MapDashboard(WebApplication app);
}
