using Microsoft.Extensions.DependencyInjection;

namespace OrleansWa.Grains.Tests.Runtime;

/// <summary>A silo on the thread pool and the real clock.</summary>
internal sealed class PooledSilo : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private PooledSilo(ServiceProvider services) => _services = services;

    public EmbeddedSilo Silo => _services.GetRequiredService<EmbeddedSilo>();

    public IClusterClient Client => Silo.Client;

    public Signals Signals => _services.GetRequiredService<Signals>();

    public static async Task<PooledSilo> Start(Action<IServiceCollection>? configure = null, TimeSpan? callTimeout = null)
    {
        var services = new ServiceCollection();
        new Stores().Configure(services, options => options.ResponseTimeout = callTimeout ?? options.ResponseTimeout);
        configure?.Invoke(services);
        var silo = new PooledSilo(services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true }));
        await silo.Silo.StartAsync(CancellationToken.None);
        return silo;
    }

    public Task Deactivate(IAddressable grain) => Silo.DeactivateAsync(grain.GetGrainId());

    public async ValueTask DisposeAsync()
    {
        await Silo.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }
}
