using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansWa.Storage.Content;

namespace OrleansWa.Storage.Postgres;

/// <summary>Registers PostgreSQL as the store.</summary>
public static class PostgresStorageServices
{
    /// <summary>
    /// Registers every storage port over one <see cref="PostgresStore"/>. The host opens and closes that store; it also provides the
    /// <see cref="TimeProvider"/>, the <see cref="Contracts.IIdSource"/> and logging. An <see cref="IContentCodec"/> may be registered before; plain otherwise.
    /// </summary>
    public static IServiceCollection AddPostgresStorage(this IServiceCollection services, PostgresStorageOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton<IContentCodec, PlainContentCodec>();
        services.AddSingleton<PostgresStore>();
        services.AddSingleton<IStore>(provider => provider.GetRequiredService<PostgresStore>());
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

    private static void AddPort<T>(this IServiceCollection services, Func<PostgresStore, T> port)
        where T : class => services.AddSingleton(provider => port(provider.GetRequiredService<PostgresStore>()));
}
