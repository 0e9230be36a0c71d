using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Secrets;
using OrleansWa.Grains.Channels;
using OrleansWa.Grains.Flows;
using OrleansWa.Grains.Security;
using OrleansWa.Grains.Webhooks;
using OrleansWa.Silo.Secrets;
using OrleansWa.Storage.Postgres;
using OrleansWa.Storage.Sqlite;

namespace OrleansWa.Silo;

/// <summary>Joins storage, connectors and grains to a silo. The one place where they meet.</summary>
public static partial class SiloHosting
{
    /// <summary>Adds a silo to a host. The database is opened after the host's port is, and <see cref="IReadiness"/> says when it serves.</summary>
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static IHostApplicationBuilder AddSilo(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSilo(builder.Configuration);
        builder.Services.AddHostedService<SiloStartup>();
        return builder;
    }

    /// <summary>Everything of a silo but its start; for tests and the simulation, which start it themselves.</summary>
    public static IServiceCollection AddSilo(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var storage = configuration.GetSection("Storage").Get<StorageSettings>() ?? new StorageSettings();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<Random, SystemChance>();
        services.TryAddSingleton<IIdSource, CryptographicIdSource>();
        services.AddStorage(storage);
        services.AddCloudApiConnector(configuration);
        services.AddSecrets(configuration, storage);
        services.AddGrainServices();
        services.AddActorRuntime();
        return services;
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
        services.AddSingleton<SiloLifecycle>();
    }
}
