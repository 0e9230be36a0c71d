using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Testing.Crashes;
using OrleansWa.Testing.Http;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.WhatsApp;

namespace OrleansWa.Benchmarks;

/// <summary>Sends accepted durably per second, against the two unavoidable halves as in <see cref="IntakeBenchmarks"/>, and what one channel then sends.</summary>
internal static class SendBenchmarks
{
    private const string Tenant = "bench";
    private const int Accepted = 60_000;
    private const int Sent = 20_000;
    private const int InFlight = 64;

    public static async Task Run(Report report)
    {
        foreach (var connections in new[] { 8, 64 })
        {
            await Accept(report, connections);
        }

        await OneChannel(report, "SQLite", []);
        await Engines.OnPostgres(storage => OneChannel(report, "PostgreSQL", storage));
    }

    private static async Task Accept(Report report, int connections)
    {
        var bare = await BareRate(connections);
        report.Figure($"bare Kestrel, signature checked, {connections} connections", bare, "requests/s");
        using var inserts = new BareInserts();
        var row = Encoding.ASCII.GetBytes(new string('x', 300));
        var rows = await Measure.PerSecond(Accepted, connections, _ => new ValueTask(inserts.Insert(row)));
        report.Figure($"bare group-commit insert, {connections} callers", rows, "rows/s");
        await using var product = await ProductHost.Start();
        using var clinic = await product.OpenClinic(Tenant);
        // Accepting alone: what is sent meanwhile would cost its own part.
        await clinic.Post("/api/v1/channels/main/stop");
        await Load.Run(product.Port, connections, Requests(clinic.Key, "w", Accepted), 202);
        var (elapsed, latencies) = await Load.Run(product.Port, connections, Requests(clinic.Key, "m", Accepted), 202);
        report.Ratio($"sends accepted durably, {connections} connections", Accepted / elapsed.TotalSeconds, "sends/s", 1 / ((1 / bare) + (1 / rows)), "both in turn");
        report.Latencies($"send, {connections} connections", latencies);
    }

    private static async Task<double> BareRate(int connections)
    {
        await using var app = BareHost.Build();
        await app.StartAsync();
        List<byte[]> Signed(string prefix) => [.. Enumerable.Range(0, Accepted).Select(i => WebhookBodies.Post("/send", Body(prefix, i), BareHost.Secret))];
        await Load.Run(BareHost.Port(app), connections, Signed("w"));
        var (elapsed, _) = await Load.Run(BareHost.Port(app), connections, Signed("m"));
        return Accepted / elapsed.TotalSeconds;
    }

    // The messages wait before the channel starts, each to another person, so that only the channel itself is in the way.
    private static async Task OneChannel(Report report, string engine, string[] storage)
    {
        await using var emulator = await Aftermath.Meta();
        await using var product = new ProductProcess(emulator, storage);
        await product.Start();
        using var clinic = await ClinicSetup.Open(product.Url, product.Admin, emulator, Tenant);
        var bare = await Direct(emulator);
        report.Figure($"bare calls of the emulator, {InFlight} in flight", bare, "calls/s");
        await Drain(emulator, product, clinic, "w", Sent / 4);
        var elapsed = await Drain(emulator, product, clinic, "m", Sent);
        report.Ratio($"one channel sending without pace, {engine}", Sent / elapsed.TotalSeconds, "messages/s", bare, "bare calls");
    }

    private static async Task<TimeSpan> Drain(EmulatorControl emulator, ProductProcess product, ProductClient clinic, string prefix, int count)
    {
        await clinic.Post("/api/v1/channels/main/stop");
        await Load.Run(product.Port, InFlight, Requests(clinic.Key, prefix, count), 202);
        using var all = emulator.Expect(count);
        var started = Stopwatch.GetTimestamp();
        await clinic.Post("/api/v1/channels/main/start");
        await all.Accepted;
        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<double> Direct(EmulatorControl emulator)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", ClinicNumbers.AccessToken(Tenant)) } };
        var url = new Uri($"{emulator.Url}/{new CloudApiOptions().Version}/{ClinicNumbers.PhoneNumberId(Tenant)}/messages");
        return await Measure.PerSecond(Sent, InFlight, async i =>
        {
            var body = $$$$"""{"messaging_product":"whatsapp","recipient_type":"individual","to":"{{{{Phone(i)}}}}","type":"template","template":{"name":"hello_world","language":{"code":"en_US"}}}""";
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var answer = await http.PostAsync(url, content);
            answer.EnsureSuccessStatusCode();
        });
    }

    private static List<byte[]> Requests(string key, string prefix, int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => LoadConnection.Post("/api/v1/channels/main/messages", $"Authorization: Bearer {key}\r\nIdempotency-Key: {prefix}{i}\r\n", Body(prefix, i))),
    ];

    // A template, because nobody of them has written: the check of the window is part of what is measured.
    private static byte[] Body(string prefix, int i) => Encoding.ASCII.GetBytes(
        $$$"""{"to":"{{{Phone(i)}}}","type":"template","template":{"name":"hello_world","language":{"code":"en_US"}},"callbackData":"{{{prefix}}} {{{i}}}"}""");

    private static string Phone(int i) => "55119" + (60_000_000 + i).ToString(CultureInfo.InvariantCulture);
}
