using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.State;
using OrleansWa.Storage.Postgres;
using OrleansWa.Storage.Tests.Support;
using OrleansWa.Testing.Postgres;

namespace OrleansWa.Storage.Tests.Postgres;

/// <summary>What callers see when something fails, and that only what Contracts declares reaches them.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresFailureTests(PostgresServer server) : IAsyncLifetime
{
    private PostgresDatabase _database = null!;

    public async Task InitializeAsync() => _database = await PostgresDatabase.Create(server);

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Ports_BeforeOpen_SayThatTheStoreIsNotOpen()
    {
        var store = _database.Store();
        (await Should.ThrowAsync<ProblemException>(async () => await store.Messages.Get(Some.Tenant, "m1"))).Code.ShouldBe("storage_not_open");
        (await Should.ThrowAsync<ProblemException>(async () => await store.States.Write(Key(1), 0, 1, "{}"))).Code.ShouldBe("storage_not_open");
    }

    [Fact]
    public async Task Open_WhenTheServerIsNotThere_SaysWhere()
    {
        await using var nowhere = new PostgresDatabase("Host=127.0.0.1;Port=1;Username=nobody;Password=secret;Timeout=2");
        var problem = await Should.ThrowAsync<ProblemException>(async () => await nowhere.Open());
        problem.Code.ShouldBe("storage_unreachable");
        problem.Message.ShouldContain("127.0.0.1:1");
        problem.Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Open_WhenTheDatabaseIsNewer_RefusesAndSaysWhatToDo()
    {
        var store = await _database.Open();
        await _database.Sql("INSERT INTO schema_version VALUES (9999, '9999_future', 0)");
        await store.Close();
        var failure = await Should.ThrowAsync<InvalidOperationException>(async () => await store.Open());
        failure.Message.ShouldContain("schema 9999");
    }

    [Fact]
    public async Task Open_SetsWhatDurabilityNeeds_AndReadersCannotWrite()
    {
        var store = await _database.Open();
        (await store.Engine.Write(session => session.All("SHOW synchronous_commit", _ => { }, row => row.Text(0)), default)).ShouldBe(["on"]);
        (await store.Engine.All("SHOW fsync", _ => { }, row => row.Text(0), default)).ShouldBe(["on"]);
        (await store.Engine.All("SHOW default_transaction_read_only", _ => { }, row => row.Text(0), default)).ShouldBe(["on"]);
    }

    [Fact]
    public async Task Write_WhenTheServerRefusesOneValue_FailsOnlyThatUnit()
    {
        // One batch: the first write holds the pump, the others gather. An index row of PostgreSQL ends at 2,704 bytes.
        var store = await _database.Open();
        var tooLong = new string([.. Enumerable.Range(0, 20_000).Select(i => (char)('a' + (i * i % 23)))]);
        var first = store.States.Write(Key(0), 0, 1, "{}").AsTask();
        var good = Enumerable.Range(1, 20).Select(i => store.States.Write(Key(i), 0, 1, "{}").AsTask()).ToList();
        var bad = store.States.Write(new StateKey("wa.test", Contracts.DerivedId.Base32(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6_000)) + tooLong, "s"), 0, 1, "{}").AsTask();
        var problem = await Should.ThrowAsync<ProblemException>(bad);
        (problem.Kind, problem.Code).ShouldBe((ProblemKind.Unprocessable, "storage_refused"));
        await first;
        (await Task.WhenAll(good)).ShouldAllBe(version => version == 1);
    }

    [Fact]
    public async Task Write_WhenAUnitCannotBeEncoded_LeavesNothingOfItAndAllOfItsMates()
    {
        var store = await _database.Open(codec: new FailingCodec("poison"));
        var poison = store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("good")), Some.Routed(Some.Incoming("bad", "poison")))).AsTask();
        var after = store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1")))).AsTask();
        (await after).Events.Single().Event.PreviousSeq.ShouldBe(0);
        (await Should.ThrowAsync<InvalidOperationException>(poison)).Message.ShouldBe("poison");
        (await _database.Sql("SELECT count(*) FROM inbox")).ShouldBe(["1"]);
    }

    [Fact]
    public async Task Write_WithHalvesOfSurrogatePairs_StoresTheRest()
    {
        var store = await _database.Open();
        var stored = await store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1", sender: Some.Sender(name: "A\ud83dna 😀")))));
        stored.Events.Single().Event.ContactName.ShouldBe("A\ufffdna 😀");
    }

    [Fact]
    [Trait("Server", "Ours")]
    public async Task Connections_WhenTheServerEndsThem_AreReplacedWithoutACallerNoticing()
    {
        var store = await _database.Open();
        await store.Messages.Accept(new NewMessage(Some.Outgoing("m1")));
        await store.Messages.Get(Some.Tenant, "m1");
        await _database.Sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'orleanswa-%'");
        (await store.Messages.Get(Some.Tenant, "m1")).ShouldNotBeNull();
        await store.Messages.Accept(new NewMessage(Some.Outgoing("m2")));
    }

    [Fact]
    [Trait("Server", "Ours")]
    public async Task Server_WhenItCrashesUnderLoad_LosesNothingAcknowledged_AndTheStoreGoesOnByItself()
    {
        var store = await _database.Open();
        var acknowledged = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var ending = new CancellationTokenSource();
        var enough = new TaskCompletionSource();
        var writers = Enumerable.Range(0, 8).Select(w => Task.Run(async () =>
        {
            for (var i = 0; !ending.IsCancellationRequested; i++)
            {
                try
                {
                    await store.Messages.Accept(new NewMessage(Some.Outgoing($"w{w}m{i}", $"c{w}")));
                    acknowledged.Add($"w{w}m{i}");
                }
                catch (ProblemException problem) when (problem.Code == "storage_failed")
                {
                    await Task.Yield(); // The only failure that may be seen; it is tried anew under another id.
                }

                if (acknowledged.Count > 200)
                {
                    enough.TrySetResult();
                }
            }
        })).ToList();
        await enough.Task;
        await server.Stop("immediate");
        var problem = await Should.ThrowAsync<ProblemException>(async () => await store.Messages.Get(Some.Tenant, "w0m0"));
        (problem.Kind, problem.Code).ShouldBe((ProblemKind.Unavailable, "storage_failed"));
        await server.Start();
        var before = acknowledged.Count;
        while (acknowledged.Count < before + 50)
        {
            await Task.Yield();
        }

        await ending.CancelAsync();
        await Task.WhenAll(writers);
        var stored = (await _database.Sql("SELECT id FROM messages")).ToHashSet();
        acknowledged.Where(id => !stored.Contains(id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Close_CommitsWhatIsQueuedAndRefusesTheRest_AndItOpensAgain()
    {
        var store = await _database.Open();
        var queued = Enumerable.Range(0, 50).Select(i => store.States.Write(Key(i), 0, 1, "{}").AsTask()).ToList();
        await store.Close();
        (await Task.WhenAll(queued)).ShouldAllBe(version => version == 1);
        await Should.ThrowAsync<ProblemException>(async () => await store.States.Write(Key(99), 0, 1, "{}"));
        await store.Open();
        (await store.States.Read(Key(7)))!.Version.ShouldBe(1);
    }

    [Fact]
    public async Task AddPostgresStorage_RegistersEveryPort()
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(new TestClock())
            .AddSingleton<IIdSource, CountingIds>()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddPostgresStorage(new PostgresStorageOptions { ConnectionString = _database.ConnectionString });
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<IStore>();
        await store.Open();
        foreach (var port in typeof(StorePorts).GetConstructors()[0].GetParameters().Select(parameter => parameter.ParameterType))
        {
            provider.GetRequiredService(port).ShouldNotBeNull();
        }

        store.Description.ShouldStartWith("PostgreSQL 1");
    }

    private static StateKey Key(int number) => new("wa.test", $"acme/{number}", "state");
}
