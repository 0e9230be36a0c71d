using OrleansWa.ClientApi.Hosting;

namespace OrleansWa.ClientApi.Development;

/// <summary>What only a Development host has: the emulator in the same process, and a demo tenant that answers.</summary>
internal static class DevelopmentSetup
{
    public static void AddDevelopment(this WebApplicationBuilder builder)
    {
        if (builder.Configuration.GetValue<bool>(HostSettings.EmulatorEnabled))
        {
            builder.Services.AddSingleton<DemoTenant>();
            builder.Services.AddHostedService<EmulatorService>();
        }
    }
}
