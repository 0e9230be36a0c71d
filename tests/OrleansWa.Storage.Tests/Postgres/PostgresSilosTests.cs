using System.Collections.Concurrent;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.State;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Postgres;
using OrleansWa.Storage.Tests.Support;
using OrleansWa.Testing.Postgres;

namespace OrleansWa.Storage.Tests.Postgres;

/// <summary>Several stores over one database, as silos have it: nothing is lost, nothing is twice, nothing out of order.</summary>
[Collection(PostgresCollection.Name)]
public sealed class PostgresSilosTests(PostgresServer server) : IAsyncLifetime
{
    private const int Each = 300;

    private PostgresDatabase _database = null!;
    private PostgresStore[] _silos = [];

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.Create(server);
        _silos = [_database.Store(), _database.Store()];
        await Task.WhenAll(_silos.Select(silo => silo.Open())); // Two migrate at once.
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Open_WhenTwoMigrateAtOnce_MigratesOnce()
    {
        (await _database.Sql("SELECT number FROM schema_version ORDER BY number")).ShouldBeUnique();
        (await _database.Sql("SELECT current_setting('synchronous_commit')")).ShouldBe(["on"]);
    }

    [Fact]
    public async Task Append_FromTwoSilos_ChainsEveryEventOnce_AndNumbersGrowWithCommits()
    {
        // The same 300 webhooks reach both silos, of 3 people who are new to both; each call is answered with what is new in it.
        var stored = new ConcurrentBag<StoredEvent>();
        var duplicates = 0;
        var lastSeen = new ConcurrentDictionary<string, long>();
        await Task.WhenAll(_silos.SelectMany(silo => Enumerable.Range(0, Each).Select(i => Task.Run(async () =>
        {
            var sender = Some.Sender($"551198765432{i % 3}", "Ana");
            var atLeast = lastSeen.GetValueOrDefault(sender.RawPhone!);
            var result = await silo.Intake.Append(Some.Rows(Some.Routed(Some.Incoming($"w{i}", sender: sender))));
            Interlocked.Add(ref duplicates, result.Duplicates);
            foreach (var one in result.Events)
            {
                one.Event.Seq.ShouldBeGreaterThan(atLeast); // What was acknowledged before this call began is before it.
                lastSeen.AddOrUpdate(sender.RawPhone!, one.Event.Seq, (_, last) => Math.Max(last, one.Event.Seq));
                stored.Add(one);
            }
        }))));
        (stored.Count, duplicates).ShouldBe((Each, Each));
        stored.Select(one => one.ContactId).Distinct().Count().ShouldBe(3);
        foreach (var conversation in stored.GroupBy(one => one.ContactId))
        {
            var events = await _silos[0].Intake.Unhandled(Some.Tenant, Some.Channel, conversation.Key, 0, 1_000);
            events.Count.ShouldBe(Each / 3);
            events.Select(e => e.PreviousSeq).ShouldBe(events.Select(e => e.Seq).Prepend(0).SkipLast(1));
            (await _silos[1].Conversations.Get(Some.Tenant, Some.Channel, conversation.Key))!.Unread.ShouldBe(Each / 3);
        }
    }

    [Fact]
    public async Task Claim_FromTwoSilos_TakesEveryMessageOnce_AndEachConversationInOrder()
    {
        const int contacts = 20;
        for (var i = 0; i < contacts * 10; i++)
        {
            await _silos[i % 2].Messages.Accept(new NewMessage(Some.Outgoing($"m{i}", $"c{i % contacts}")));
        }

        var sent = new ConcurrentQueue<(string Contact, long Seq)>();
        var inFlight = new ConcurrentDictionary<string, bool>();
        await Task.WhenAll(_silos.SelectMany(silo => Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            for (var vain = 0; vain < 30;)
            {
                var claimed = (await silo.Messages.Claim(Some.Claim(limit: 7))).Messages;
                vain = claimed.Count == 0 ? vain + 1 : 0;
                foreach (var one in claimed)
                {
                    inFlight.TryAdd(one.Row.ContactId, true).ShouldBeTrue("two of one conversation are in flight");
                    sent.Enqueue((one.Row.ContactId, one.Row.Seq));
                    inFlight.TryRemove(one.Row.ContactId, out bool _);
                    await silo.Messages.RecordOutcome(Some.Outcome(one, MessageStatus.Sent));
                }
            }
        }))));
        while ((await _silos[0].Messages.Claim(Some.Claim(limit: 100))).Messages is { Count: > 0 } rest)
        {
            foreach (var one in rest)
            {
                sent.Enqueue((one.Row.ContactId, one.Row.Seq));
                await _silos[0].Messages.RecordOutcome(Some.Outcome(one, MessageStatus.Sent));
            }
        }

        sent.Count.ShouldBe(contacts * 10);
        sent.Distinct().Count().ShouldBe(contacts * 10);
        foreach (var conversation in sent.GroupBy(one => one.Contact))
        {
            conversation.Select(one => one.Seq).ShouldBeInOrder();
        }
    }

    [Fact]
    public async Task Accept_OfOneKeyInTwoSilos_StoresOne()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 200).Select(async i =>
            await _silos[i % 2].Messages.Accept(new NewMessage(Some.Outgoing($"m{i}", $"c{i % 5}"), $"key{i / 10}", "hash"))));
        results.Count(result => !result.Repeated).ShouldBe(20);
        results.ShouldAllBe(result => !result.Mismatch);
        (await _database.Sql("SELECT count(*) FROM messages")).ShouldBe(["20"]);
    }

    [Fact]
    public async Task StatusAndOutcome_InTwoSilosAtOnce_NeverMissEachOther()
    {
        for (var round = 0; round < 10; round++)
        {
            var ids = Enumerable.Range(0, 20).Select(i => $"r{round}m{i}").ToList();
            await Task.WhenAll(ids.Select(id => _silos[0].Messages.Accept(new NewMessage(Some.Outgoing(id, id))).AsTask()));
            var claimed = (await _silos[0].Messages.Claim(Some.Claim(limit: 100))).Messages;
            await Task.WhenAll(
                Task.WhenAll(claimed.Select(one => _silos[0].Messages.RecordOutcome(Some.Outcome(one, MessageStatus.Sent)).AsTask())),
                Task.WhenAll(ids.Select(id => _silos[1].Intake.Append(Some.Rows(Some.Status(MessageStatus.Delivered, "wamid." + id))).AsTask())));
            foreach (var id in ids)
            {
                (await _silos[1].Messages.Get(Some.Tenant, id))!.Message.Status.ShouldBe(MessageStatus.Delivered);
            }
        }

        (await _database.Sql("SELECT count(*) FROM early_statuses")).ShouldBe(["0"]);
    }

    [Fact]
    public async Task State_WrittenByTwoSilos_LosesNoUpdate()
    {
        var key = new StateKey("wa.test", "acme/main", "state");
        await _silos[0].States.Write(key, 0, 1, "0");
        await Task.WhenAll(_silos.SelectMany(silo => Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            while (true)
            {
                var read = (await silo.States.Read(key))!;
                try
                {
                    await silo.States.Write(key, read.Version, 1, $"{int.Parse(read.Json, null) + 1}");
                    return;
                }
                catch (StateConflictException)
                {
                    // Somebody was faster: once more.
                }
            }
        }))));
        (await _silos[0].States.Read(key))!.Json.ShouldBe("40");
    }
}
