using Microsoft.Extensions.Logging.Abstractions;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.Sqlite;
using OrleansWa.Storage.Writing;

namespace OrleansWa.Storage.Tests.Support;

/// <summary>A database file of one test, and the stores opened over it; it goes when the test ends.</summary>
public sealed class SqliteFile(TimeProvider? clock = null) : IDisposable, IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("owa-storage-").FullName;
    private readonly List<SqliteStore> _stores = [];

    public string Path => System.IO.Path.Combine(_directory, "data", "orleanswa.db");

    /// <summary>A store over the file, not yet opened.</summary>
    public SqliteStore Create(SqliteStorageOptions? options = null, IWriterExecutor? executor = null, IContentCodec? codec = null)
    {
        var settings = (options ?? new SqliteStorageOptions()) with { ConnectionString = $"Data Source={Path}", Executor = executor };
        var store = new SqliteStore(
            settings, clock ?? new TestClock(), new CountingIds(), codec ?? new PlainContentCodec(), NullLogger<SqliteStore>.Instance);
        _stores.Add(store);
        return store;
    }

    public async Task<SqliteStore> Open(SqliteStorageOptions? options = null, IWriterExecutor? executor = null, IContentCodec? codec = null)
    {
        var store = Create(options, executor, codec);
        await store.Open();
        return store;
    }

    /// <summary>An open store over a file of its own, for the conformance suite.</summary>
    public static async Task<OpenStore> OpenPorts(TimeProvider clock)
    {
        var file = new SqliteFile(clock);
        return new OpenStore(Ports(await file.Open()), file);
    }

    private static StorePorts Ports(SqliteStore store) => new(
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

    public void Dispose()
    {
        foreach (var store in _stores)
        {
            store.Abandon();
        }

        Directory.Delete(_directory, recursive: true);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
