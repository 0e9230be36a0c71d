using OrleansWa.ClientApi.Webhooks;

namespace OrleansWa.ClientApi.Hosting;

/// <summary>What a person wants to know once the port is open.</summary>
internal static class StartReport
{
    public static void WriteAtStart(this WebApplication app) => app.Lifetime.ApplicationStarted.Register(() =>
    {
        app.Logger.LogInformation(
            "Data directory: {DataDirectory}. The API is described at {Docs}",
            app.Configuration[HostSettings.DataDirectory],
            $"{app.Services.GetRequiredService<ServerAddress>().Local}/docs");
        app.Services.GetRequiredService<PlatformApp>().WarnIfIncomplete();
    });
}
