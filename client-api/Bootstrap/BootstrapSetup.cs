namespace OrleansWa.ClientApi.Bootstrap;

/// <summary>Registers the first platform admin's way in.</summary>
internal static class BootstrapSetup
{
    public static void AddBootstrap(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BootstrapLink>();
        builder.Services.AddHostedService<BootstrapService>();
    }
}
