using System.Diagnostics;
using System.Globalization;
using OrleansWa.Testing.Crashes;
using OrleansWa.Testing.Http;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;
using OrleansWa.Testing.WhatsApp;

namespace OrleansWa.Benchmarks;

/// <summary>
/// What a message costs, webhook in to reply out, when it is one of few tenants or of many. Processor time is what can be compared: that of patients and of
/// the emulator, in the same process, is the same for each number of tenants.
/// </summary>
internal static class TenantBenchmarks
{
    private const int Messages = 20_000;
    private const int Connections = 32;
    private const int SetUpAtOnce = 16;

    public static async Task Run(Report report)
    {
        var first = 0.0;
        foreach (var tenants in new[] { 10, 1_000, 10_000 })
        {
            var (rate, microseconds) = await Measured(tenants);
            first = first == 0 ? microseconds : first;
            report.Figure($"messages end to end, {tenants:#,0} tenants", rate, "messages/s");
            report.Ratio($"processor time per message, {tenants:#,0} tenants", microseconds, "µs", first, "that of 10 tenants");
        }
    }

    private static async Task<(double Rate, double Microseconds)> Measured(int tenants)
    {
        await using var emulator = await Aftermath.Meta();
        await using var product = await ProductHost.Start(emulator);
        await Parallel.ForAsync(0, tenants, new ParallelOptions { MaxDegreeOfParallelism = SetUpAtOnce }, async (number, _) =>
        {
            using var clinic = await product.OpenClinic(Tenant(number), Clinic.EchoFlow);
        });

        // Each tenant is spoken to before the measurement, so that none is met for the first time in it.
        await Play(emulator, product, tenants, "w", Math.Max(Messages, tenants));
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var elapsed = await Play(emulator, product, tenants, "m", Messages);
        var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
        return (Messages / elapsed.TotalSeconds, spent.TotalMicroseconds / Messages);
    }

    private static async Task<TimeSpan> Play(EmulatorControl emulator, ProductHost product, int tenants, string prefix, int count)
    {
        var requests = Enumerable.Range(0, count).Select(i => WebhookBodies.Post(
            "/webhooks/whatsapp",
            WebhookBodies.Text(
                ClinicNumbers.PhoneNumberId(Tenant(i % tenants)), "55119" + (80_000_000 + i).ToString(CultureInfo.InvariantCulture), $"wamid.{prefix}{i}", "oi"),
            product.AppSecret)).ToList();
        using var all = emulator.Expect(count);
        var started = Stopwatch.GetTimestamp();
        await Load.Run(product.Port, Connections, requests);
        await all.Accepted;
        return Stopwatch.GetElapsedTime(started);
    }

    private static string Tenant(int number) => "t" + number.ToString(CultureInfo.InvariantCulture);
}
