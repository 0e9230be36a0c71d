using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.State;
using OrleansWa.Storage.Sqlite;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Sqlite;

public sealed class OpenAndCloseTests : IDisposable
{
    private const string Applied = "SELECT group_concat(number || ' ' || name || ' ' || applied_at) FROM schema_version";

    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Ports_BeforeOpen_SayThatTheStoreIsNotOpen()
    {
        var problem = await Should.ThrowAsync<ProblemException>(async () => await _file.Create().Messages.Get(Some.Tenant, "m1"));
        (problem.Kind, problem.Code).ShouldBe((ProblemKind.Unavailable, "storage_not_open"));
    }

    [Fact]
    public async Task Open_SetsWhatDurabilityNeeds()
    {
        var store = await _file.Open();
        Pragma(store, "PRAGMA journal_mode").ShouldBe("wal");
        Pragma(store, "PRAGMA synchronous").ShouldBe("2");
        Pragma(store, "PRAGMA busy_timeout").ShouldBe("5000");
        Pragma(store, "PRAGMA wal_autocheckpoint").ShouldBe("16000");
    }

    [Fact]
    public async Task Readers_CannotWrite()
    {
        var store = await _file.Open();
        var failure = await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(
            async () => await store.Engine.Read(db => db.Query("DELETE FROM messages").Run(), CancellationToken.None));
        failure.Message.ShouldContain("readonly");
    }

    [Fact]
    public async Task Open_AgainOverTheSameFile_KeepsEverythingAndMigratesNothing()
    {
        var store = await _file.Open();
        await store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        var applied = Pragma(store, Applied);
        await store.Close();
        await store.Close();
        await store.Open();
        (await store.Messages.Get(Some.Tenant, "m1")).ShouldNotBeNull();
        Pragma(store, Applied).ShouldBe(applied);
    }

    [Fact]
    public async Task Open_WhenAScriptBelowTheNewestWasNeverApplied_AppliesIt()
    {
        // As when two branches each brought a script, and the one with the higher number came first.
        var store = await _file.Open();
        store.Engine.WriterDb.Execute("DELETE FROM schema_version WHERE number = 1; ALTER TABLE reminders RENAME TO away");
        await store.Close();
        var failure = await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(async () => await store.Open());
        failure.Message.ShouldContain("grain_state already exists");
    }

    [Fact]
    public async Task Open_MakesFilesThatOnlyTheirOwnerReads()
    {
        var store = await _file.Open();
        await store.States.Write(new StateKey("t", "acme/", "s"), 0, 1, "{}");

        if (!OperatingSystem.IsWindows())
        {
            foreach (var path in new[] { _file.Path, _file.Path + "-wal" })
            {
                File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, path);
            }
        }
    }

    [Fact]
    public async Task Open_WhenAnotherHasTheFileOpen_RefusesUntilItIsGone()
    {
        var first = await _file.Open();
        var second = _file.Create();
        (await Should.ThrowAsync<InvalidOperationException>(() => second.Open())).Message.ShouldContain("Another process has the database");

        // As a killed process does.
        first.Abandon();
        await second.Open();
        await second.States.Write(new StateKey("t", "acme/", "s"), 0, 1, "{}");
    }

    [Fact]
    public async Task Open_WhenTheDatabaseIsNewer_RefusesAndSaysWhatToDo()
    {
        var store = await _file.Open();
        store.Engine.WriterDb.Execute("INSERT INTO schema_version VALUES (9999, '9999_future', 0)");
        await store.Close();
        var failure = await Should.ThrowAsync<InvalidOperationException>(async () => await store.Open());
        failure.Message.ShouldContain("schema 9999");
        failure.Message.ShouldContain("newer program");
    }

    [Theory]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=")]
    public void Create_WithoutAFile_IsRefused(string connectionString) => Should.Throw<ArgumentException>(() => new SqliteStore(
        new SqliteStorageOptions { ConnectionString = connectionString },
        new TestClock(),
        new CountingIds(),
        new Content.PlainContentCodec(),
        NullLogger<SqliteStore>.Instance));

    [Fact]
    public async Task Close_CommitsWhatIsQueuedAndRefusesTheRest()
    {
        var executor = new ManualExecutor();
        var store = await _file.Open(executor: executor);
        var queued = store.Messages.Accept(new NewMessage(Some.Outgoing("m1"))).AsTask();
        var closing = store.Close();
        var problem = await Should.ThrowAsync<ProblemException>(async () => await store.Messages.Accept(new NewMessage(Some.Outgoing("m2"))));
        problem.Code.ShouldBe("storage_closed");
        executor.RunAll();
        await queued;
        await closing;
        await store.Open();
        (await store.Messages.Get(Some.Tenant, "m1")).ShouldNotBeNull();
    }

    [Fact]
    public async Task Abandon_InTheMiddleOfATransaction_KeepsExactlyWhatWasAcknowledged()
    {
        var executor = new ManualExecutor();
        var store = await _file.Open(executor: executor);
        var acknowledged = store.Messages.Accept(new NewMessage(Some.Outgoing("m1"))).AsTask();
        executor.RunAll();
        await acknowledged;
        var queued = store.Messages.Accept(new NewMessage(Some.Outgoing("m2"))).AsTask();
        store.Engine.WriterDb.Begin();
        store.Engine.WriterDb.Execute("UPDATE messages SET status = 2");
        store.Abandon();
        executor.RunAll();
        queued.IsCompleted.ShouldBeFalse();

        var next = await _file.Open();
        (await next.Messages.Get(Some.Tenant, "m1"))!.Message.Status.ShouldBe(MessageStatus.Pending);
        (await next.Messages.Get(Some.Tenant, "m2")).ShouldBeNull();
    }

    [Fact]
    public async Task Writes_FromManyThreads_AreAllThereAfterwards()
    {
        var store = await _file.Open();
        await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                await store.States.Write(new StateKey("wa.test", $"acme/{caller}/{i}", "state"), 0, 1, "{}");
            }
        })));
        await store.Close();
        await store.Open();
        Pragma(store, "SELECT count(*) FROM grain_state").ShouldBe("1280");
    }

    [Fact]
    public async Task AddSqliteStorage_RegistersEveryPort()
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new TestClock())
            .AddSingleton<IIdSource, CountingIds>()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSqliteStorage(new SqliteStorageOptions { ConnectionString = $"Data Source={_file.Path}" });
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<SqliteStore>();
        await store.Open();
        foreach (var port in typeof(StorePorts).GetConstructors()[0].GetParameters().Select(parameter => parameter.ParameterType))
        {
            provider.GetRequiredService(port).ShouldNotBeNull();
        }

        (await provider.GetRequiredService<IStateStore>().Write(new StateKey("t", "acme/", "s"), 0, 1, "{}")).ShouldBe(1);
    }

    private static string Pragma(SqliteStore store, string sql) => store.Engine.WriterDb.Query(sql).First(row => row.Text(0))!;
}
