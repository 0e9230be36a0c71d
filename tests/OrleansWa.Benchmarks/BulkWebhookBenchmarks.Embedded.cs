using System.Globalization;
using System.Text;
using OrleansWa.Testing.Http;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.WhatsApp;

namespace OrleansWa.Benchmarks;

/// <summary>A webhook with 1,000 updates in about 3 MB, Meta's limit, acknowledged whole; one after the other.</summary>
internal static class BulkWebhookBenchmarks
{
    private const int Updates = 1_000;
    private const int Calls = 30;
    private const int TextLength = 2_700;

    public static async Task Run(Report report)
    {
        await using (var bare = BareHost.Build())
        {
            await bare.StartAsync();
            var (_, times) = await Load.Run(BareHost.Port(bare), 1, Requests("pn", BareHost.Secret, "b"));
            report.Latencies("bare Kestrel, signature of 3 MB checked", times);
        }

        await Measured(report, "SQLite", null);
        await Engines.OnPostgres(storage => Measured(report, "PostgreSQL", storage[0].Split('=', 2)[1]));
    }

    private static async Task Measured(Report report, string engine, string? database)
    {
        await using var product = await ProductHost.Start(configure: builder => builder.Configuration["Storage:ConnectionString"] = database);
        using var clinic = await product.OpenClinic("bench");
        var account = ProductHost.PhoneNumberId("bench");
        await Load.Run(product.Port, 1, Requests(account, product.AppSecret, "w"));
        var requests = Requests(account, product.AppSecret, "m");
        var (_, latencies) = await Load.Run(product.Port, 1, requests);
        report.Figure("size of the webhook", requests[0].Length / 1e6, "MB");
        report.Latencies($"webhook of {Updates:#,0} updates acknowledged, {engine}", latencies);
    }

    private static List<byte[]> Requests(string account, string secret, string prefix) =>
        [.. Enumerable.Range(0, Calls).Select(call => WebhookBodies.Post("/webhooks/whatsapp", Body(account, $"{prefix}{call}"), secret))];

    private static byte[] Body(string account, string prefix)
    {
        var text = new string('x', TextLength);
        var messages = string.Join(',', Enumerable.Range(0, Updates).Select(i => string.Create(
            CultureInfo.InvariantCulture, $$$"""{"from":"55119{{{60_000_000 + i}}}","id":"wamid.{{{prefix}}}.{{{i}}}","timestamp":"1790000000","type":"text","text":{"body":"{{{text}}}"}}""")));
        return Encoding.ASCII.GetBytes(
            $$$"""{"object":"whatsapp_business_account","entry":[{"id":"w","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"5511940000000","phone_number_id":"{{{account}}}"},"messages":[{{{messages}}}]}}]}]}""");
    }
}
