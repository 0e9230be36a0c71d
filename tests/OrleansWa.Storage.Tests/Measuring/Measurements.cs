using System.Globalization;
using Microsoft.Data.Sqlite;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.State;
using OrleansWa.Storage.Sqlite;
using OrleansWa.Storage.Sqlite.Engine;
using OrleansWa.Storage.Sqlite.Native;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Measuring;

/// <summary>Figures of the store on this machine, beside bare loops that show what the machine can do. Not a test: it asserts nothing.</summary>
internal static class Measurements
{
    private const int Rows = 100_000;
    private const int Callers = 64;

    private static readonly string Json = new('x', 300);

    public static async Task Run(string? only)
    {
        SqliteLibrary.Load();
        Console.WriteLine(SqliteLibrary.Description);
        (string Name, Func<Task<Figure>> Measure)[] all =
        [
            ("bare ADO insert loop, one transaction", () => Task.FromResult(BareAdo())),
            ("bare raw insert loop, one transaction", () => Task.FromResult(BareRaw(Rows, Rows))),
            ("bare raw insert loop, commit each 64", () => Task.FromResult(BareRaw(Rows, Callers))),
            ("bare raw insert loop, commit each row", () => Task.FromResult(BareRaw(2_000, 1))),
            ("state inserts, 64 callers", States),
            ("intakes of one message, 64 callers", () => Intakes(1)),
            ("intakes of ten messages, 64 callers (messages)", () => Intakes(10)),
            ("statuses, 64 callers", Statuses),
            ("accept, 64 callers", Accepts),
            ("claims of 10 of 100,000 due rows (claims)", () => Claims(due: true)),
            ("vain claims over 100,000 scheduled rows", () => Claims(due: false)),
            ("point reads, one caller", Reads),
        ];
        foreach (var (name, measure) in all.Where(one => only is null || one.Name.Contains(only, StringComparison.Ordinal)))
        {
            var (count, took, work) = await measure();
            var (each, workEach) = (took.TotalMicroseconds / count, work.TotalMicroseconds / count);
            var rate = string.Create(CultureInfo.InvariantCulture, $"{1e6 / each,12:n0}/s {each,9:n1} us {workEach,7:n1} us of processor");
            Console.WriteLine($"{name,-50} {rate}");
        }
    }

    private static Figure BareAdo()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("owa-bare-").FullName, "bare.db");
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var create = connection.CreateCommand();
        create.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (k TEXT, v INTEGER, d TEXT)";
        create.ExecuteNonQuery();
        using var transaction = connection.BeginTransaction();
        using var insert = connection.CreateCommand();
        insert.CommandText = "INSERT INTO t VALUES ($1, $2, $3)";
        var key = insert.Parameters.Add("$1", SqliteType.Text);
        var number = insert.Parameters.Add("$2", SqliteType.Integer);
        var data = insert.Parameters.Add("$3", SqliteType.Text);
        var clock = Watch.Start();
        for (var i = 0; i < Rows; i++)
        {
            (key.Value, number.Value, data.Value) = ($"acme/{i}", i, Json);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
        return clock.Stop(Rows);
    }

    private static Figure BareRaw(int rows, int perCommit)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("owa-bare-").FullName, "bare.db");
        using var db = SqliteDb.OpenWriter(path);
        db.Execute("CREATE TABLE t (k TEXT, v INTEGER, d TEXT)");
        const string insert = "INSERT INTO t VALUES (?1, ?2, ?3)";
        var clock = Watch.Start();
        for (var i = 0; i < rows; i += perCommit)
        {
            db.Begin();
            for (var j = i; j < Math.Min(rows, i + perCommit); j++)
            {
                db.Query(insert).Bind($"acme/{j}").Bind(j).Bind(Json).Run();
            }

            db.Commit();
        }

        return clock.Stop(rows);
    }

    private static Task<Figure> States() =>
        Parallel(Rows, (store, i) => store.States.Write(new StateKey("wa.test", $"acme/{i}", "state"), 0, 1, Json).AsTask());

    private static Task<Figure> Intakes(int each) => Parallel(
        Rows / 2 / each,
        (store, i) => store.Intake.Append(Some.Rows([.. Enumerable.Range(0, each).Select(j => Some.Routed(Message((i * each) + j)))])).AsTask(),
        each);

    private static Contracts.Webhooks.WebhookMessage Message(int i)
    {
        var sender = Some.Sender($"55119{80_000_000 + (i % 5_000)}", "Ana");
        return Some.Incoming(Id("wamid.HBgN", i), "olá, tudo bem?", sender) with { Json = Json };
    }

    private static async Task<Figure> Statuses()
    {
        await using var file = new SqliteFile();
        var store = await file.Open();
        await Drive(Rows / 2, i => store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}", $"c{i}"))).AsTask());
        var clock = Watch.Start();
        await Drive(Rows / 2, i => store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Delivered, $"w{i}", $"m{i}"))).AsTask());
        return clock.Stop(Rows / 2);
    }

    private static Task<Figure> Accepts() =>
        Parallel(Rows / 2, (store, i) => store.Messages.Accept(new NewMessage(Some.Outgoing(Id("msg_", i), $"c{i % 5_000}"))).AsTask());

    // As random as ids of messages are.
    private static string Id(string prefix, int i) => Contracts.DerivedId.From(prefix, i.ToString(CultureInfo.InvariantCulture));

    private static async Task<Figure> Claims(bool due)
    {
        await using var file = new SqliteFile();
        var store = await file.Open();
        var dueAt = due ? Some.Noon : Some.Noon.AddDays(1);
        await Drive(Rows, i => store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}", $"c{i}", Lane.Bulk, dueAt))).AsTask());
        var clock = Watch.Start();
        for (var i = 0; i < 1_000; i++)
        {
            await store.Messages.Claim(Some.Claim());
        }

        return clock.Stop(1_000);
    }

    private static async Task<Figure> Reads()
    {
        await using var file = new SqliteFile();
        var store = await file.Open();
        await Drive(10_000, i => store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}"))).AsTask());
        var clock = Watch.Start();
        for (var i = 0; i < Rows; i++)
        {
            await store.Messages.Get(Some.Tenant, $"m{i % 10_000}");
        }

        return clock.Stop(Rows);
    }

    private static async Task<Figure> Parallel(int count, Func<SqliteStore, int, Task> call, int each = 1)
    {
        await using var file = new SqliteFile();
        var store = await file.Open();
        await Drive(Callers, i => call(store, count + i));
        var clock = Watch.Start();
        await Drive(count, i => call(store, i));
        return clock.Stop(count * each);
    }

    private static Task Drive(int count, Func<int, Task> call)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                await call(i);
            }
        })));
    }
}
