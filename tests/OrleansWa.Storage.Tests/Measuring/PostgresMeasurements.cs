using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.State;
using OrleansWa.Storage.Postgres;
using OrleansWa.Storage.Tests.Postgres;
using OrleansWa.Storage.Tests.Support;
using OrleansWa.Testing.Postgres;

namespace OrleansWa.Storage.Tests.Measuring;

/// <summary>Figures of the PostgreSQL store on this machine, beside bare loops of the same server. Not a test: it asserts nothing.</summary>
internal static class PostgresMeasurements
{
    private const int Rows = 50_000;
    private const int Callers = 64;

    private static readonly string Json = new('x', 300);

    public static async Task Run(string? only)
    {
        if (PostgresServer.Missing is { } missing)
        {
            Console.WriteLine(missing);
            return;
        }

        var server = new PostgresServer();
        await server.InitializeAsync();
        try
        {
            (string Name, Func<PostgresServer, Task<Figure>> Measure)[] all =
            [
                ("bare unnest inserts of 64 rows, one connection", s => BareUnnest(s, Callers)),
                ("bare unnest inserts of 1,000 rows, one connection", s => BareUnnest(s, 1_000)),
                ("bare single inserts, 64 callers, 16 connections", BareSingles),
                ("state inserts, 64 callers", States),
                ("state updates, 64 callers", StateUpdates),
                ("intakes of one message, 64 callers", s => Intakes(s, 1)),
                ("intakes of ten messages, 64 callers (messages)", s => Intakes(s, 10)),
                ("intakes, 2 silos of 64 callers", IntakesOfTwo),
                ("statuses, 64 callers", Statuses),
                ("accept, 64 callers", Accepts),
                ("turns of one message and a mark, 64 callers", Turns),
                ("claim and outcome of 64 channels (messages)", ClaimsAndOutcomes),
                ("claims of 10 of 50,000 due rows (claims)", s => Claims(s, due: true)),
                ("vain claims over 50,000 scheduled rows", s => Claims(s, due: false)),
                ("point reads, one caller", Reads),
            ];
            foreach (var (name, measure) in all.Where(one => only is null || one.Name.Contains(only, StringComparison.Ordinal)))
            {
                var (count, took, work) = await measure(server);
                var rate = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{count / took.TotalSeconds,12:n0}/s  {took.TotalMicroseconds / count,9:n1} us each, {work.TotalMicroseconds / count,7:n1} us of our processor");
                Console.WriteLine($"{name,-52} {rate}");
            }
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<Figure> BareUnnest(PostgresServer server, int perCommit)
    {
        await using var connection = await Bare(server);
        await using var insert = new NpgsqlCommand("INSERT INTO bare SELECT * FROM unnest($1, $2, $3)", connection)
        {
            Parameters =
            {
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
            },
        };
        await insert.PrepareAsync();
        var clock = Watch.Start();
        for (var i = 0; i < Rows; i += perCommit)
        {
            var numbers = Enumerable.Range(i, perCommit).ToArray();
            insert.Parameters[0].Value = Array.ConvertAll(numbers, n => $"acme/{n}");
            insert.Parameters[1].Value = Array.ConvertAll(numbers, n => (long)n);
            insert.Parameters[2].Value = Array.ConvertAll(numbers, _ => Json);
            await insert.ExecuteNonQueryAsync();
        }

        return clock.Stop(Rows);
    }

    private static async Task<Figure> BareSingles(PostgresServer server)
    {
        await using var connection = await Bare(server);
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection.ConnectionString) { MaxPoolSize = 16, MaxAutoPrepare = 10 }.ConnectionString);
        const int rows = Rows / 5;
        var clock = Watch.Start();
        await Drive(rows, async i =>
        {
            await using var insert = database.CreateCommand("INSERT INTO bare VALUES ($1, $2, $3)");
            insert.Parameters.Add(new NpgsqlParameter { Value = $"acme/{i}" });
            insert.Parameters.Add(new NpgsqlParameter { Value = (long)i });
            insert.Parameters.Add(new NpgsqlParameter { Value = Json });
            await insert.ExecuteNonQueryAsync();
        });
        return clock.Stop(rows);
    }

    private static async Task<NpgsqlConnection> Bare(PostgresServer server)
    {
        var connection = new NpgsqlConnection(await server.NewSchema() + ";Persist Security Info=true");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand("CREATE TABLE bare (k text COLLATE \"C\" PRIMARY KEY, v bigint, d text)", connection);
        await create.ExecuteNonQueryAsync();
        return connection;
    }

    private static Task<Figure> States(PostgresServer server) =>
        Parallel(server, Rows, (store, i) => store.States.Write(new StateKey("wa.test", $"acme/{i}", "state"), 0, 1, Json).AsTask());

    private static async Task<Figure> StateUpdates(PostgresServer server)
    {
        await using var database = await PostgresDatabase.Create(server);
        var store = await database.Open();
        await Drive(2_000, i => store.States.Write(new StateKey("wa.test", $"acme/{i}", "state"), 0, 1, Json).AsTask());
        var clock = Watch.Start();
        await Drive(2_000, async i =>
        {
            for (var version = 1; version <= Rows / 2_000; version++)
            {
                await store.States.Write(new StateKey("wa.test", $"acme/{i}", "state"), version, 1, Json);
            }
        });
        return clock.Stop(Rows);
    }

    private static Task<Figure> Intakes(PostgresServer server, int each) => Parallel(
        server,
        Rows / 2 / each,
        (store, i) => store.Intake.Append(Some.Rows([.. Enumerable.Range(0, each).Select(j => Some.Routed(Message((i * each) + j)))])).AsTask(),
        each);

    private static async Task<Figure> IntakesOfTwo(PostgresServer server)
    {
        await using var database = await PostgresDatabase.Create(server);
        PostgresStore[] silos = [await database.Open(), await database.Open()];
        var clock = Watch.Start();
        await Task.WhenAll(silos.Select((silo, s) => Drive(Rows / 4, i => silo.Intake.Append(Some.Rows(Some.Routed(Message((2 * i) + s)))).AsTask())));
        return clock.Stop(Rows / 2);
    }

    private static Contracts.Webhooks.WebhookMessage Message(int i)
    {
        // 5,000 people, ids as random as WhatsApp's.
        var wamid = "wamid." + Contracts.DerivedId.From("HBgN", i.ToString(CultureInfo.InvariantCulture));
        return Some.Incoming(wamid, "olá, tudo bem?", Some.Sender($"55119{80_000_000 + (i % 5_000)}", "Ana")) with { Json = Json };
    }

    private static async Task<Figure> Statuses(PostgresServer server)
    {
        await using var database = await PostgresDatabase.Create(server);
        var store = await database.Open();
        await Drive(Rows / 2, i => store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}", $"c{i}"))).AsTask());
        var clock = Watch.Start();
        await Drive(Rows / 2, i => store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Delivered, $"w{i}", $"m{i}"))).AsTask());
        return clock.Stop(Rows / 2);
    }

    private static MessageRow Outgoing(int i) =>
        Some.Outgoing(Contracts.DerivedId.From("msg_", i.ToString(CultureInfo.InvariantCulture)), $"c{i % 5_000}");

    private static Task<Figure> Accepts(PostgresServer server) =>
        Parallel(server, Rows / 2, (store, i) => store.Messages.Accept(new NewMessage(Outgoing(i))).AsTask());

    private static Task<Figure> Turns(PostgresServer server) => Parallel(
        server,
        Rows / 2,
        (store, i) => store.Messages.CommitTurn(new TurnCommit(
            Some.Tenant, Some.Channel, $"c{i % 5_000}", [new NewMessage(Outgoing(i))], i, new Contracts.Conversations.ConversationSummary(true, "f", "n"))).AsTask());

    private static async Task<Figure> ClaimsAndOutcomes(PostgresServer server)
    {
        await using var database = await PostgresDatabase.Create(server);
        var store = await database.Open();
        const int rows = 20_000;
        await Drive(rows, i => store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}", $"c{i}") with { ChannelId = $"ch{i % Callers}" })).AsTask());
        var sent = 0;
        var clock = Watch.Start();
        await Drive(Callers, async channel =>
        {
            while ((await store.Messages.Claim(Some.Claim() with { ChannelId = $"ch{channel}" })).Messages is { Count: > 0 } claimed)
            {
                await Task.WhenAll(claimed.Select(one => store.Messages.RecordOutcome(Some.Outcome(one, MessageStatus.Sent)).AsTask()));
                Interlocked.Add(ref sent, claimed.Count);
            }
        });
        return clock.Stop(sent);
    }

    private static async Task<Figure> Claims(PostgresServer server, bool due)
    {
        await using var database = await PostgresDatabase.Create(server);
        var store = await database.Open();
        var dueAt = due ? Some.Noon : Some.Noon.AddDays(1);
        await Drive(Rows, i => store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}", $"c{i}", Lane.Bulk, dueAt))).AsTask());
        var clock = Watch.Start();
        for (var i = 0; i < 1_000; i++)
        {
            await store.Messages.Claim(Some.Claim());
        }

        return clock.Stop(1_000);
    }

    private static async Task<Figure> Reads(PostgresServer server)
    {
        await using var database = await PostgresDatabase.Create(server);
        var store = await database.Open();
        await Drive(10_000, i => store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}"))).AsTask());
        var clock = Watch.Start();
        for (var i = 0; i < 10_000; i++)
        {
            await store.Messages.Get(Some.Tenant, $"m{i}");
        }

        return clock.Stop(10_000);
    }

    private static async Task<Figure> Parallel(PostgresServer server, int count, Func<PostgresStore, int, Task> call, int each = 1)
    {
        await using var database = await PostgresDatabase.Create(server);
        var store = await database.Open();
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
