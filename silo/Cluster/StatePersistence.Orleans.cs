using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using OrleansWa.Contracts.State;
using OrleansWa.Grains.Management;
using OrleansWa.Hosting;
using OrleansWa.Hosting.Cluster;

namespace OrleansWa.Silo.Cluster;

/// <summary>
/// Where grain state goes: <c>Orleans:Persistence</c> is <c>orleanswa</c> (our table, group commit; the default) or <c>adonet</c> (Orleans' stock
/// tables, in the database of <c>Orleans:AdoNet</c> or else of <c>Storage:ConnectionString</c>).
/// </summary>
internal sealed class StatePersistence
{
    private const string Key = "Orleans:Persistence";
    private const string StockTables = "adonet";
    private readonly string? _adoNet;

    private StatePersistence(string? adoNet) => _adoNet = adoNet;

    /// <summary>Our table, in whatever store is registered.</summary>
    public static StatePersistence OrleansWa { get; } = new(null);

    /// <summary>Reads and checks the settings of a cluster's storage.</summary>
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static StatePersistence Read(IConfiguration settings)
    {
        var storage = settings["Storage:ConnectionString"] ?? "";
        if (!storage.StartsWith("Host=", StringComparison.OrdinalIgnoreCase))
        {
            throw new SettingException(
                "Storage:ConnectionString", "Silos share their database, so it is PostgreSQL: 'Host=…;Database=…;Username=…;Password=…'. SQLite is for the one-process build.");
        }

        if (settings["Secrets:KeyFile"] is null or "")
        {
            throw new SettingException("Secrets:KeyFile", "Every silo needs the same key file, so name one that they share, e.g. a mounted secret.");
        }

        return (settings[Key] is { Length: > 0 } text ? text : "orleanswa").ToLowerInvariant() switch
        {
            "orleanswa" => OrleansWa,
            "adonet" => new StatePersistence(settings[ClusterSettings.AdoNetKey] is { Length: > 0 } own ? own : storage),
            var other => throw new SettingException(Key, $"'{other}' is unknown. Use orleanswa or adonet."),
        };
    }

    /// <summary>Makes it the default storage of the silo's grains.</summary>
    public void Apply(ISiloBuilder silo)
    {
        if (_adoNet is null)
        {
            silo.Services.AddGrainStorage(
                ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, (services, _) => new StateGrainStorage(services.GetRequiredService<IStateStore>()));
            return;
        }

        silo.Services.AddSingleton<IStateCatalog>(new UnavailableStateCatalog(
            $"Grain state is in Orleans' stock tables ({Key}=adonet), which this page cannot read. Look at the table orleansstorage, or use {Key}=orleanswa."));
        silo.AddAdoNetGrainStorage(StockTables, o =>
        {
            o.Invariant = ClusterSettings.PostgresInvariant;
            o.ConnectionString = _adoNet;
            o.GrainStorageSerializer = new StateEnvelopeSerializer();
        });
        silo.Services.AddGrainStorage(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME,
            (services, _) => new ListedGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(StockTables), services.GetRequiredService<IStateStore>()));
    }
}
