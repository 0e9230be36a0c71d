using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;
using OrleansWa.Contracts.Channels;
using OrleansWa.Silo;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Cluster.Tests.Silos;

/// <summary>Two silos in this process, composed as production composes them, over one PostgreSQL database and one WhatsApp.</summary>
internal sealed class TwoSilos : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("owa-silos-").FullName;
    private readonly InProcessTestCluster _cluster;

    private TwoSilos(string database)
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Storage:ConnectionString"] = database,
                ["Storage:DataDirectory"] = _directory,
                ["Secrets:KeyFile"] = Path.Combine(_directory, "keys"),
                ["CloudApi:BaseUrl"] = "http://localhost:1",
            });
            host.Logging.ClearProviders().AddProvider(Log).SetMinimumLevel(LogLevel.Warning);
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.AddOrleansWa().UseInMemoryReminderService();
            silo.Services.RemoveAll<IConnector>();
            silo.Services.AddSingleton<IConnector>(WhatsApp);
        });
        _cluster = builder.Build();
    }

    /// <summary>WhatsApp.</summary>
    public SharedWhatsApp WhatsApp { get; } = new();

    /// <summary>Lines logged at Warning and above, of both silos.</summary>
    public RecordedLog Log { get; } = new();

    /// <summary>A client of the cluster.</summary>
    public IClusterClient Client => _cluster.Client;

    /// <summary>The silos that run.</summary>
    public IReadOnlyList<InProcessSiloHandle> Running => [.. _cluster.GetActiveSilos()];

    /// <summary>Starts both.</summary>
    public static async Task<TwoSilos> Start(string database)
    {
        var silos = new TwoSilos(database);
        await silos._cluster.DeployAsync();
        return silos;
    }

    /// <summary>The silo that a grain is active on, or null.</summary>
    public InProcessSiloHandle? SiloOf(IAddressable grain) =>
        _cluster.TryGetGrainContext(grain.GetGrainId(), out var context) ? _cluster.GetSiloForAddress(context.Address.SiloAddress!) : null;

    /// <summary>The other one.</summary>
    public InProcessSiloHandle Other(InProcessSiloHandle silo) => Running.Single(s => !s.SiloAddress.Equals(silo.SiloAddress));

    /// <summary>From here on, grains that this flow activates come to life on a silo of the test's choice.</summary>
    public static void Place(InProcessSiloHandle silo) => RequestContext.Set(IPlacementDirector.PlacementHintKey, silo.SiloAddress);

    /// <summary>Ends a silo as an operator does.</summary>
    public Task Stop(InProcessSiloHandle silo) => _cluster.StopSiloAsync(silo);

    /// <summary>Ends a silo without goodbye.</summary>
    public Task Kill(InProcessSiloHandle silo) => _cluster.KillSiloAsync(silo);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
