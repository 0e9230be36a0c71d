using OrleansWa.Testing.Crashes;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Benchmarks;

/// <summary>What the embedded build measures.</summary>
internal static class Benchmarks
{
    public static (string Name, Func<Report, Task> Run)[] All { get; } =
    [
        ("grains", report => GrainBenchmarks.Run(report)),
        ("intake", IntakeBenchmarks.Run),
        ("bulk-webhook", BulkWebhookBenchmarks.Run),
        ("send", SendBenchmarks.Run),
        ("statuses", StatusBenchmarks.Run),
        ("tenants", TenantBenchmarks.Run),
        ("start", StartBenchmarks.Run),
        ("memory", MemoryBenchmarks.Run),
        ("end-to-end", EndToEnd),
    ];

    private static async Task EndToEnd(Report report)
    {
        report.Figure("messages end to end, one process, SQLite", await EndToEnd([]), "messages/s");
        await Engines.OnPostgres(async storage => report.Figure("messages end to end, one process, PostgreSQL", await EndToEnd(storage), "messages/s"));
    }

    private static async Task<double> EndToEnd(string[] storage)
    {
        await using var emulator = await Aftermath.Meta();
        await using var product = new ProductProcess(emulator, storage);
        await product.Start();
        using var clinic = await ClinicSetup.Open(product.Url, product.Admin, emulator, EndToEndBenchmarks.Tenant, Clinic.EchoFlow);
        return await EndToEndBenchmarks.Measure(emulator, product.Port);
    }
}
