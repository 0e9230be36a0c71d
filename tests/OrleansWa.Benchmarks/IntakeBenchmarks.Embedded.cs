using System.Text;
using OrleansWa.Testing.Http;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.WhatsApp;

namespace OrleansWa.Benchmarks;

/// <summary>
/// Webhooks acknowledged durably per second, against what the two unavoidable halves cost in the same run: a bare Kestrel endpoint that checks the
/// signature, and a bare group-commit insert of one row. The aim is half of what the two cost one after the other.
/// </summary>
internal static class IntakeBenchmarks
{
    private const int People = 5_000;

    public static async Task Run(Report report)
    {
        foreach (var connections in new[] { 1, 8, 64 })
        {
            var count = connections == 1 ? 5_000 : 60_000;
            var bare = await Bare(connections, count);
            report.Figure($"bare Kestrel, signature checked, {connections} connections", bare, "requests/s");
            var inserts = await Inserts(connections, count);
            report.Figure($"bare group-commit insert, {connections} callers", inserts, "rows/s");
            var both = 1 / ((1 / bare) + (1 / inserts));
            await using var product = await ProductHost.Start();
            await product.OpenClinic("bench");
            var (rate, latencies) = await Intake(product, connections, count);
            report.Ratio($"intake acknowledged durably, {connections} connections", rate, "webhooks/s", both, "both in turn");
            report.Latencies($"intake, {connections} connections", latencies);
        }
    }

    private static async Task<double> Bare(int connections, int count)
    {
        await using var app = BareHost.Build();
        await app.StartAsync();
        var requests = Requests(BareHost.Secret, "/webhooks/whatsapp", "pn", "b", count);
        await Load.Run(BareHost.Port(app), connections, Requests(BareHost.Secret, "/webhooks/whatsapp", "pn", "w", count));
        var (elapsed, _) = await Load.Run(BareHost.Port(app), connections, requests);
        return count / elapsed.TotalSeconds;
    }

    private static async Task<double> Inserts(int callers, int count)
    {
        using var inserts = new BareInserts();
        var row = Encoding.ASCII.GetBytes(new string('x', 300));
        return await Measure.PerSecond(count, callers, _ => new ValueTask(inserts.Insert(row)));
    }

    private static async Task<(double PerSecond, long[] Latencies)> Intake(ProductHost product, int connections, int count)
    {
        // As long as the measurement: until then the compiler is still at work on what is hot.
        await Load.Run(product.Port, connections, Requests(product.AppSecret, "/webhooks/whatsapp", ProductHost.PhoneNumberId("bench"), "w", count));
        var requests = Requests(product.AppSecret, "/webhooks/whatsapp", ProductHost.PhoneNumberId("bench"), "m", count);
        var (elapsed, latencies) = await Load.Run(product.Port, connections, requests);
        return (count / elapsed.TotalSeconds, latencies);
    }

    private static List<byte[]> Requests(string secret, string path, string phoneNumberId, string prefix, int count)
    {
        var requests = new List<byte[]>(count);
        for (var i = 0; i < count; i++)
        {
            var from = "55119" + (80_000_000 + (i % People)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            requests.Add(WebhookBodies.Post(path, WebhookBodies.Text(phoneNumberId, from, $"wamid.{prefix}{i}", "oi"), secret));
        }

        return requests;
    }
}
