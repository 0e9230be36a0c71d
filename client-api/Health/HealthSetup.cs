using OrleansWa.ClientApi.Hosting;

namespace OrleansWa.ClientApi.Health;

/// <summary>Registers what health endpoints ask.</summary>
internal static class HealthSetup
{
    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ApiReadiness>();
        builder.Services.AddSingleton<ServerAddress>();
    }
}
