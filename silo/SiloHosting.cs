using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Secrets;
using OrleansWa.Grains.Channels;
using OrleansWa.Grains.Flows;
using OrleansWa.Grains.Security;
using OrleansWa.Grains.Webhooks;
using OrleansWa.Hosting;
using OrleansWa.Silo.Secrets;
using OrleansWa.Storage.Postgres;
using OrleansWa.Storage.Sqlite;

namespace OrleansWa.Silo;

/// <summary>Joins storage, connectors and grains to a silo. The one place where they meet.</summary>
public static partial class SiloHosting
{
    /// <summary>Everything of a silo but the actor runtime.</summary>
    private static void AddSiloServices(this IServiceCollection services, IConfiguration configuration)
    {
        var storage = configuration.GetSection("Storage").Get<StorageSettings>() ?? new StorageSettings();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Random, SystemChance>();
        services.TryAddSingleton<IIdSource, CryptographicIdSource>();
        services.AddStorage(storage);
        services.AddCloudApiConnector(configuration);
        services.AddSecrets(configuration, storage);
        services.AddGrainServices();
    }

    private static void AddStorage(this IServiceCollection services, StorageSettings storage)
    {
        if (storage.IsPostgres)
        {
            services.AddPostgresStorage(storage.ToPostgresOptions());
        }
        else
        {
            services.AddSqliteStorage(storage.ToSqliteOptions());
        }
    }

    private static void AddSecrets(this IServiceCollection services, IConfiguration configuration, StorageSettings storage)
    {
        var file = configuration.GetSection("Secrets").Get<SecretsOptions>()?.KeyFile;
        // Opened now and not at first use: a wrong path must stop the start.
        var keys = KeyRing.Open(file ?? Path.Combine(storage.DataDirectory, "secrets.keys"));
        services.TryAddSingleton<ISecretProtector>(new AesGcmSecretProtector(keys));
    }

    private static void AddGrainServices(this IServiceCollection services)
    {
        services.AddSingleton<ApiKeyCache>();
        services.AddSingleton<FlowCatalog>();
        services.AddSingleton<ChannelRouter>();
        services.AddSingleton<ConnectorRegistry>();
        services.TryAddSingleton(new DispatchOptions());
        services.AddSingleton<SiloReadiness>();
        services.AddSingleton<IReadiness>(p => p.GetRequiredService<SiloReadiness>());
        services.AddSingleton<StartupSweep>();
        services.AddSingleton<StoreLifetime>();
    }
}
