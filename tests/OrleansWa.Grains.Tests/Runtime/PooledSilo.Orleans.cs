using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Grains.Tests.Runtime;

/// <summary>A silo on the thread pool and the real clock.</summary>
internal sealed class PooledSilo : IAsyncDisposable
{
    private static readonly TimeSpan LongCall = TimeSpan.FromMinutes(5);
    private readonly InProcessTestCluster _cluster;
    private readonly Stores _stores;

    private PooledSilo(InProcessTestCluster cluster, Stores stores)
    {
        _cluster = cluster;
        _stores = stores;
    }

    public IClusterClient Client => _cluster.Client;

    public Signals Signals => _stores.Signals;

    public static async Task<PooledSilo> Start(Action<IServiceCollection>? configure = null, TimeSpan? callTimeout = null)
    {
        var stores = new Stores();
        var cluster = SiloCluster.Build(TimeProvider.System, stores.Reminders, callTimeout ?? LongCall, SiloCluster.NoSettings, silo =>
        {
            stores.Configure(silo);
            configure?.Invoke(silo.Services);
        });
        await cluster.DeployAsync();
        return new PooledSilo(cluster, stores);
    }

    public Task Deactivate(IAddressable grain) => _cluster.Deactivate(grain);

    public async ValueTask DisposeAsync()
    {
        await _cluster.KillClientAsync();
        await _cluster.KillSiloAsync(_cluster.Silos[0]);
        await _cluster.DisposeAsync();
    }
}
