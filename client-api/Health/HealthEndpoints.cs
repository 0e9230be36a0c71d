using System.Reflection;
using Microsoft.AspNetCore.Http.HttpResults;
using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Directory;

namespace OrleansWa.ClientApi.Health;

/// <summary>Whether the process lives, whether it serves, and how it is.</summary>
internal static class HealthEndpoints
{
    private static readonly string[] GetAndHead = ["GET", "HEAD"];
    private static readonly string Version = typeof(HealthEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
    private static readonly TimeSpan StorageWait = TimeSpan.FromSeconds(3);

    public static void MapHealth(this WebApplication app)
    {
        var health = app.MapGroup("/health").WithTags("Health");
        health.MapMethods("/live", GetAndHead, Live).Open("tells a supervisor that the process lives").ShortCircuit()
            .WithSummary("Whether the process lives: 200 from the moment that the port is open.");
        health.MapMethods("/ready", GetAndHead, Ready).Open("tells a load balancer whether to send requests")
            .WithSummary("Whether requests are served: 503 until then.");
        health.MapMethods("", GetAndHead, Get).Open("a summary is public; details need a platform admin's key")
            .WithSummary("Health and version; in full with a platform admin's key.");
    }

    private static Ok<HealthResponse> Live(ApiReadiness readiness) => TypedResults.Ok(Response(readiness, "healthy"));

    private static async Task Ready(HttpContext context, ApiReadiness readiness)
    {
        if (readiness.IsReady)
        {
            await context.Response.WriteAsJsonAsync(Response(readiness, "healthy"));
            return;
        }

        await ReadinessGate.RefuseAsync(context, readiness);
    }

    private static async Task<Ok<HealthResponse>> Get(HttpContext context, ApiReadiness readiness, TimeProvider time, IGrainFactory grains)
    {
        var details = context.FindCaller() is { IsPlatform: true } ? await DetailsAsync(readiness, time, grains) : null;
        var status = !readiness.IsReady ? "starting" : details is { Storage.Reachable: false } ? "unhealthy" : "healthy";
        return TypedResults.Ok(Response(readiness, status) with { Details = details });
    }

    private static async Task<HealthDetails> DetailsAsync(ApiReadiness readiness, TimeProvider time, IGrainFactory grains)
    {
        CallScope.EnterPlatform();
        var directory = grains.GetGrain<IPlatformDirectoryGrain>(GrainKeys.Platform("directory"));
        var storage = await StorageAsync(directory, time);
        return new HealthDetails(
            readiness.Reason,
            typeof(IGrainFactory).Assembly.GetName().Name is "OrleansWa.EmbeddedRuntime" ? "embedded" : "orleans",
            storage,
            storage.Reachable ? await TenantsAsync(directory) : "unknown",
            Environment.WorkingSet);
    }

    private static async Task<StorageHealth> StorageAsync(IPlatformDirectoryGrain directory, TimeProvider time)
    {
        var started = time.GetTimestamp();
        try
        {
            await directory.Ping().WaitAsync(StorageWait, time);
            return new StorageHealth(true, Math.Round(time.GetElapsedTime(started).TotalMilliseconds, 2));
        }
        catch (Exception)
        {
            return new StorageHealth(false, null);
        }
    }

    private static async Task<string> TenantsAsync(IPlatformDirectoryGrain directory)
    {
        var page = await directory.Tenants(new PageRequest(200, null));
        return page.Next is null ? page.Items.Length.ToString(System.Globalization.CultureInfo.InvariantCulture) : "200+";
    }

    private static HealthResponse Response(ApiReadiness readiness, string status) => new(status, Version, (long)readiness.Uptime.TotalSeconds, null);
}
