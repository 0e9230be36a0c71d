using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using OrleansWa.Storage.Sqlite.Native;
using OrleansWa.Testing.Crashes;
using OrleansWa.Testing.Http;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.WhatsApp;

namespace OrleansWa.Benchmarks;

/// <summary>Statuses applied durably per second when the tenant has a million messages of history.</summary>
internal static class StatusBenchmarks
{
    private const string Tenant = "bench";
    private const int History = 1_000_000;
    private const int People = 10_000;
    private const int PerCall = 10;
    private const int Calls = 5_000;
    private const int Connections = 8;

    // A message that was sent, so many times over, each to one of so many people. Both engines know window functions and recursive queries alike.
    private const string CopyContacts = """
        INSERT INTO contacts ({0}) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {1}) SELECT {2} FROM contacts, n
        """;

    private const string CopyMessages = """
        INSERT INTO messages ({0}) WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {1}) SELECT {2} FROM messages, n WHERE outbound
        """;

    public static async Task Run(Report report)
    {
        await Measured(report, "SQLite", [], product => Sqlite(Path.Combine(product.DataDirectory, "orleanswa.db")));
        await Engines.OnPostgres(storage => Measured(report, "PostgreSQL", storage, _ => Postgres(storage[0].Split('=', 2)[1])));
    }

    private static async Task Measured(Report report, string engine, string[] storage, Func<ProductProcess, Task<Copies>> open)
    {
        await using var emulator = await Aftermath.Meta();
        await using var product = new ProductProcess(emulator, storage);
        await product.Start();
        using (var clinic = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant))
        {
            var sent = (await clinic.Post("/api/v1/channels/main/messages",
                new { to = "5511987654321", type = "template", template = new { name = "hello_world", language = new { code = "en_US" } } }))["id"]!.GetValue<string>();
            await clinic.GetUntil($"/api/v1/messages/{sent}", message => message["status"]!.GetValue<string>() is "delivered" or "read");
        }

        await product.Stop();
        await (await open(product)).Make();
        await product.Start();

        using var inserts = new BareInserts();
        var bare = await Measure.PerSecond(Calls * PerCall, Connections * PerCall, _ => new ValueTask(inserts.Insert(new byte[300])));
        report.Figure($"bare group-commit insert, {Connections * PerCall} callers", bare, "rows/s");
        await Load.Run(product.Port, Connections, Requests(emulator.AppSecret, 0, Calls / 4));
        var (elapsed, latencies) = await Load.Run(product.Port, Connections, Requests(emulator.AppSecret, Calls / 4, Calls));
        report.Ratio($"statuses applied, {History:#,0} messages of history, {engine}", Calls * PerCall / elapsed.TotalSeconds, "statuses/s", bare, "bare inserts");
        report.Latencies($"webhook of {PerCall} statuses, {Connections} connections", latencies);
        await product.Stop();
        var copies = await open(product);
        var applied = await copies.Applied();
        if (applied != (Calls + (Calls / 4)) * PerCall)
        {
            throw new InvalidOperationException($"{applied} statuses were applied.");
        }
    }

    // Spread over the whole history, each message once.
    private static List<byte[]> Requests(string secret, int from, int count) =>
    [
        .. Enumerable.Range(from, count).Select(call => WebhookBodies.Post(
            "/webhooks/whatsapp",
            Encoding.ASCII.GetBytes(Body(Enumerable.Range(call * PerCall, PerCall).Select(n => (int)((long)n * 7919 % History)))),
            secret)),
    ];

    private static string Body(IEnumerable<int> messages)
    {
        var statuses = string.Join(',', messages.Select(n => string.Create(
            CultureInfo.InvariantCulture, $$"""{"id":"wamid.copy{{n}}","status":"read","timestamp":"1790000000","recipient_id":"5511987654321","biz_opaque_callback_data":"msg_copy{{n}}"}""")));
        return $$$"""{"object":"whatsapp_business_account","entry":[{"id":"w","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"5511940000000","phone_number_id":"{{{ClinicNumbers.PhoneNumberId(Tenant)}}}"},"statuses":[{{{statuses}}}]}}]}]}""";
    }

    private static async Task<Copies> Sqlite(string path)
    {
        SqliteLibrary.Load();
        var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        return new Copies(connection, table => $"SELECT name FROM pragma_table_info('{table}')", "'x' || n.i");
    }

    private static async Task<Copies> Postgres(string connectionString)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return new Copies(connection, table => $"SELECT column_name FROM information_schema.columns WHERE table_name = '{table}'", "'x' || n.i");
    }

    private sealed class Copies(System.Data.Common.DbConnection connection, Func<string, string> columns, string contact)
    {
        public async Task Make()
        {
            await Copy("contacts", CopyContacts, People, column => column == "id" ? contact : "contacts." + column);
            await Copy("messages", CopyMessages, History, column => column switch
            {
                "id" => "'msg_copy' || n.i",
                "wamid" => "'wamid.copy' || n.i",
                "contact_id" => $"'x' || (n.i % {People})",
                "status" => "4",
                "delivered_at" or "read_at" or "idempotency_key" or "request_hash" => "NULL",
                _ => "messages." + column,
            });
            await Execute("ANALYZE");
            await connection.DisposeAsync();
        }

        public async Task<long> Applied()
        {
            await using (connection)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = "SELECT count(*) FROM messages WHERE id LIKE 'msg_copy%' AND status = 6";
                return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
            }
        }

        private async Task Copy(string table, string sql, int count, Func<string, string> value)
        {
            var names = new List<string>();
            await using (var command = connection.CreateCommand())
            {
                command.CommandText = columns(table);
                await using var reader = await command.ExecuteReaderAsync();
                while (await reader.ReadAsync())
                {
                    names.Add(reader.GetString(0));
                }
            }

            names.Remove("seq");
            await Execute(string.Format(CultureInfo.InvariantCulture, sql, string.Join(", ", names), count - 1, string.Join(", ", names.Select(value))));
        }

        private async Task Execute(string sql)
        {
            await using var command = connection.CreateCommand();
            command.CommandTimeout = 0;
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync();
        }
    }
}
