using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OrleansWa.Contracts;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.Postgres;
using OrleansWa.Storage.Tests.Support;
using OrleansWa.Testing.Postgres;

namespace OrleansWa.Storage.Tests.Postgres;

/// <summary>A schema of one test, and the stores opened over it, each as a silo of its own would.</summary>
public sealed class PostgresDatabase(string connectionString, TimeProvider? clock = null, IIdSource? ids = null) : IAsyncDisposable
{
    private readonly List<PostgresStore> _stores = [];
    private readonly IIdSource _ids = ids ?? new CountingIds();

    public string ConnectionString => connectionString;

    public static async Task<PostgresDatabase> Create(PostgresServer server, TimeProvider? clock = null) => new(await server.NewSchema(), clock);

    /// <summary>An open store over a schema of its own, for the conformance suite.</summary>
    public static async Task<OpenStore> OpenPorts(PostgresServer server, TimeProvider clock)
    {
        var database = await Create(server, clock);
        return new OpenStore(Ports(await database.Open()), database);
    }

    /// <summary>A store, not yet opened.</summary>
    public PostgresStore Store(PostgresStorageOptions? options = null, IContentCodec? codec = null)
    {
        var settings = (options ?? new PostgresStorageOptions { ConnectionString = "" }) with { ConnectionString = connectionString };
        var store = new PostgresStore(settings, clock ?? new TestClock(), _ids, codec ?? new PlainContentCodec(), NullLogger<PostgresStore>.Instance);
        _stores.Add(store);
        return store;
    }

    public async Task<PostgresStore> Open(PostgresStorageOptions? options = null, IContentCodec? codec = null)
    {
        var store = Store(options, codec);
        await store.Open();
        return store;
    }

    /// <summary>Runs SQL beside the stores; gives the first column of each row.</summary>
    public async Task<List<string>> Sql(string sql)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetValue(0).ToString()!);
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
        {
            await store.DisposeAsync();
        }
    }

    private static StorePorts Ports(PostgresStore store) => new(
        store.States,
        store.Catalog,
        store.Reminders,
        store.ApiKeys,
        store.ChannelBindings,
        store.Contacts,
        store.ContactMerges,
        store.Conversations,
        store.Flows,
        store.Messages,
        store.DeadLetters,
        store.Intake);
}
