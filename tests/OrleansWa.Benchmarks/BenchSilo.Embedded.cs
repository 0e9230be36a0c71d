using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OrleansWa.Benchmarks.Grains;
using OrleansWa.Silo;

namespace OrleansWa.Benchmarks;

/// <summary>A silo of the embedded runtime.</summary>
internal sealed class BenchSilo(ServiceProvider services) : IAsyncDisposable
{
    public IGrainFactory Grains => services.GetRequiredService<IGrainFactory>();

    public static async Task<BenchSilo> Start(string directory, string? database)
    {
        var settings = new Dictionary<string, string?> { ["Storage:DataDirectory"] = directory, ["Storage:ConnectionString"] = database };
        var services = new ServiceCollection()
            .AddLogging()
            .AddSilo(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .AddGrains(typeof(BenchGrain))
            .BuildServiceProvider();
        await services.GetRequiredService<SiloLifecycle>().Start(CancellationToken.None);
        return new BenchSilo(services);
    }

    public async ValueTask DisposeAsync()
    {
        await services.GetRequiredService<SiloLifecycle>().Stop(CancellationToken.None);
        await services.DisposeAsync();
    }
}
