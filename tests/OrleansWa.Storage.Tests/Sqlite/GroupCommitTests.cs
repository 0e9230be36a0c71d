using OrleansWa.Contracts;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.State;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.Sqlite;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Sqlite;

public sealed class GroupCommitTests : IDisposable
{
    private readonly TestClock _clock = new();
    private readonly SqliteFile _file;
    private readonly ManualExecutor _executor = new();

    public GroupCommitTests() => _file = new SqliteFile(_clock);

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Write_When64Wait_SharesOneCommit()
    {
        var store = await Open();
        var hook = new CommitHook(store);
        var writes = Enumerable.Range(0, 64).Select(i => store.States.Write(Key(i), 0, 1, "{}").AsTask()).ToList();
        _executor.Scheduled.ShouldBe(1);
        writes.ShouldAllBe(write => !write.IsCompleted);
        _executor.RunOne();
        hook.Commits.ShouldBe(1);
        writes.ShouldAllBe(write => write.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Write_WhenMoreWaitThanABatchTakes_CommitsInTurns()
    {
        var store = await Open(new SqliteStorageOptions { MaxBatchRows = 10 });
        var hook = new CommitHook(store);
        var writes = Enumerable.Range(0, 25).Select(i => store.States.Write(Key(i), 0, 1, "{}").AsTask()).ToList();
        _executor.RunOne();
        writes.Count(write => write.IsCompleted).ShouldBe(10);
        _executor.RunAll();
        hook.Commits.ShouldBe(3);
        writes.ShouldAllBe(write => write.IsCompletedSuccessfully);
    }

    [Fact]
    public async Task Write_WhenOneConflicts_FailsOnlyItself()
    {
        var store = await Open();
        var first = store.States.Write(Key(1), 0, 1, "first").AsTask();
        var conflict = store.States.Write(Key(1), 0, 1, "second").AsTask();
        var other = store.States.Write(Key(2), 0, 1, "other").AsTask();
        _executor.RunAll();
        await first;
        await other;
        await Should.ThrowAsync<StateConflictException>(conflict);
        (await store.States.Read(Key(1)))!.Json.ShouldBe("first");
    }

    [Fact]
    public async Task Write_WhenAUnitFailsAfterItWrote_LeavesNothingOfItAndAllOfItsMates()
    {
        var store = await Open(codec: new FailingCodec("poison"));
        var before = store.States.Write(Key(1), 0, 1, "{}").AsTask();
        var poison = store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("good")), Some.Routed(Some.Incoming("bad", "poison")))).AsTask();
        var after = store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming("w1")))).AsTask();
        _executor.RunAll();
        await before;
        (await after).Events.Single().Event.PreviousSeq.ShouldBe(0);
        (await Should.ThrowAsync<InvalidOperationException>(poison)).Message.ShouldBe("poison");
        (await store.Intake.Unhandled(Some.Tenant, Some.Channel, (await after).Events[0].ContactId, 0, 10)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Write_WhenTheCommitFails_TellsEveryCallerAndStoresNothing_AndTheNextWorks()
    {
        var store = await Open();
        var hook = new CommitHook(store) { Fail = true };
        var writes = new[]
        {
            store.States.Write(Key(1), 0, 1, "{}").AsTask(),
            store.Flows.Publish("none", "none", 1, 1, Some.Noon).AsTask(),
            store.Contacts.Resolve(Some.Tenant, Some.Sender(), Some.Noon).AsTask(),
        };
        _executor.RunAll();
        foreach (var write in writes)
        {
            (await Should.ThrowAsync<ProblemException>(write)).Code.ShouldBe("storage_failed");
        }

        hook.Fail = false;
        (await store.States.Read(Key(1))).ShouldBeNull();
        var next = store.States.Write(Key(1), 0, 1, "{}").AsTask();
        _executor.RunAll();
        (await next).ShouldBe(1);
    }

    [Fact]
    public async Task Write_WhenTheDiskIsFull_TellsEveryCaller_AndTheNextWorks()
    {
        var store = await Open();
        var db = store.Engine.WriterDb;
        db.Execute("PRAGMA max_page_count = 1"); // SQLite takes the present size: no page may be added.
        var small = store.States.Write(Key(1), 0, 1, "{}").AsTask();
        var large = store.States.Write(Key(2), 0, 1, new string('x', 100_000)).AsTask();
        _executor.RunAll();
        (await Should.ThrowAsync<ProblemException>(large)).Code.ShouldBe("storage_failed");
        (await Should.ThrowAsync<ProblemException>(small)).Code.ShouldBe("storage_failed");
        db.Execute("PRAGMA max_page_count = 1000000");
        var next = store.States.Write(Key(2), 0, 1, new string('x', 100_000)).AsTask();
        _executor.RunAll();
        (await next).ShouldBe(1);
        (await store.States.Read(Key(1))).ShouldBeNull();
    }

    [Fact]
    public async Task MarkHandled_WhenAnotherWriteComes_SharesItsCommit()
    {
        var store = await Open();
        var hook = new CommitHook(store);
        var mark = store.Messages.MarkHandled(Some.Tenant, "main", "c1", 1).AsTask();
        _executor.Scheduled.ShouldBe(0);

        var write = store.States.Write(Key(1), 0, 1, "{}").AsTask();
        _executor.RunAll();

        hook.Commits.ShouldBe(1);
        await mark;
        await write;
    }

    [Fact]
    public async Task MarkHandled_WhenOtherWritesFillEveryBatch_StillGoesWithTheNextOne()
    {
        var store = await Open(new SqliteStorageOptions { MaxBatchRows = 10 });
        var mark = store.Messages.MarkHandled(Some.Tenant, "main", "c1", 1).AsTask();
        var writes = Enumerable.Range(0, 100).Select(i => store.States.Write(Key(i), 0, 1, "{}").AsTask()).ToList();

        _executor.RunOne();

        await mark;
        writes.Count(write => write.IsCompleted).ShouldBe(10);
        _executor.RunAll();
    }

    [Fact]
    public async Task MarkHandled_WhenNothingElseComes_IsCommittedAfterAMoment()
    {
        var store = await Open();
        var mark = store.Messages.MarkHandled(Some.Tenant, "main", "c1", 1).AsTask();
        _executor.Scheduled.ShouldBe(0);

        _clock.FireTimers();
        _executor.RunAll();

        await mark;
    }

    [Fact]
    public async Task MarkHandled_WhenNothingElseComes_IsCommittedBeforeClose()
    {
        var store = await Open();
        var mark = store.Messages.MarkHandled(Some.Tenant, "main", "c1", 1).AsTask();

        var close = store.Close();
        _executor.RunAll();
        await close;

        await mark;
    }

    [Fact]
    public async Task Write_WhenTheQueueIsFull_IsRefusedAtOnce_AndWhatWaitsIsCommitted()
    {
        var store = await Open(new SqliteStorageOptions { MaxQueuedRows = 10 });
        var waiting = Enumerable.Range(0, 10).Select(i => store.States.Write(Key(i), 0, 1, "{}").AsTask()).ToList();
        var problem = await Should.ThrowAsync<ProblemException>(async () => await store.States.Write(Key(99), 0, 1, "{}"));
        (problem.Kind, problem.Code).ShouldBe((ProblemKind.Unavailable, "storage_overloaded"));
        _executor.RunAll();
        waiting.ShouldAllBe(write => write.IsCompletedSuccessfully);
        var next = store.States.Write(Key(99), 0, 1, "{}").AsTask();
        _executor.RunAll();
        (await next).ShouldBe(1);
    }

    [Fact]
    public async Task Write_WhenLargerThanTheQueue_StillGoesAlone()
    {
        var store = await Open(new SqliteStorageOptions { MaxQueuedRows = 3, MaxBatchRows = 3 });
        var append = store.Intake.Append(Some.Rows([.. Enumerable.Range(0, 50).Select(i => Some.Routed(Some.Incoming($"w{i}")))])).AsTask();
        _executor.RunAll();
        (await append).Events.Count.ShouldBe(50);
    }

    [Fact]
    public async Task Write_WhenTheCallerGaveUpBeforeItsTurn_IsNotDone()
    {
        var store = await Open();
        using var cancellation = new CancellationTokenSource();
        var given = store.States.Write(Key(1), 0, 1, "{}", cancellation.Token).AsTask();
        var kept = store.States.Write(Key(2), 0, 1, "{}").AsTask();
        cancellation.Cancel();
        _executor.RunAll();
        await Should.ThrowAsync<OperationCanceledException>(given);
        await kept;
        (await store.States.Read(Key(1))).ShouldBeNull();
    }

    [Fact]
    public async Task Claim_WhenNothingIsDue_WritesNothing()
    {
        var store = await Open();
        await Done(store.Messages.Accept(new(Some.Outgoing("later", dueAt: Some.Noon.AddHours(1)))).AsTask());
        await Done(store.Messages.Accept(new(Some.Outgoing("head", "c2"))).AsTask());
        await Done(store.Messages.Claim(Some.Claim()).AsTask());
        await Done(store.Messages.Accept(new(Some.Outgoing("follower", "c2"))).AsTask());
        (await store.Messages.Claim(Some.Claim())).Messages.ShouldBeEmpty();
        (await store.Messages.MarkInterrupted(Some.Tenant, Some.OtherChannel, Some.Noon)).ShouldBe(0);
        (await store.Messages.ExpireOverdue(new(Some.Tenant, Some.Channel, Some.Noon, Some.Noon, 8))).ShouldBe(0);
        _executor.Scheduled.ShouldBe(0);
    }

    [Fact]
    public async Task Resolve_WhenTheContactIsKnown_WritesNothing()
    {
        var store = await Open();
        var contact = await Done(store.Contacts.Resolve(Some.Tenant, Some.Sender(), Some.Noon).AsTask());
        (await store.Contacts.Resolve(Some.Tenant, new ContactIdentity(Some.Sender().Aliases, null, null), Some.Noon)).ShouldBe(contact);
        _executor.Scheduled.ShouldBe(0);
    }

    private static StateKey Key(int number) => new("wa.channel", $"acme/{number}", "state");

    private Task<SqliteStore> Open(SqliteStorageOptions? options = null, IContentCodec? codec = null) => _file.Open(options, _executor, codec);

    private async Task<T> Done<T>(Task<T> write)
    {
        _executor.RunAll();
        return await write;
    }
}
