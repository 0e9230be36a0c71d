using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansWa.Storage.Content;

namespace OrleansWa.Storage.Sqlite;

/// <summary>Registers SQLite as the store.</summary>
public static class SqliteStorageServices
{
    /// <summary>
    /// Registers every storage port over one <see cref="SqliteStore"/>. The host opens and closes that store; it also provides the
    /// <see cref="TimeProvider"/>, the <see cref="Contracts.IIdSource"/> and logging. An <see cref="IContentCodec"/> may be registered
    /// before; plain otherwise.
    /// </summary>
    public static IServiceCollection AddSqliteStorage(this IServiceCollection services, SqliteStorageOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton<IContentCodec, PlainContentCodec>();
        services.AddSingleton<SqliteStore>();
        services.AddSingleton<IStore>(provider => provider.GetRequiredService<SqliteStore>());
        services.AddPort(store => store.States);
        services.AddPort(store => store.Catalog);
        services.AddPort(store => store.Reminders);
        services.AddPort(store => store.ApiKeys);
        services.AddPort(store => store.ChannelBindings);
        services.AddPort(store => store.Contacts);
        services.AddPort(store => store.ContactMerges);
        services.AddPort(store => store.Conversations);
        services.AddPort(store => store.Flows);
        services.AddPort(store => store.Messages);
        services.AddPort(store => store.DeadLetters);
        services.AddPort(store => store.Intake);
        return services;
    }

    private static void AddPort<T>(this IServiceCollection services, Func<SqliteStore, T> port)
        where T : class => services.AddSingleton(provider => port(provider.GetRequiredService<SqliteStore>()));
}
