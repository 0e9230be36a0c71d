using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Dashboard;
using OrleansWa.Contracts;
using OrleansWa.Hosting;
using OrleansWa.Hosting.Cluster;
using OrleansWa.Hosting.Logging;

namespace OrleansWa.Silo;

/// <summary>A silo as a process: grains and their storage, and a port for supervisors to ask how it is.</summary>
public static class SiloHost
{
    /// <summary>Runs until it is stopped. Settings that cannot work end in exit code 1 and one readable block on stderr.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            using var host = Build(args);
            // First up and last down: a supervisor sees the silo wait for its database, join, and hand over at the end.
            await using var health = await HealthPort.OpenAsync(host.Services.GetRequiredService<IConfiguration>(), host.Services.GetRequiredService<IReadiness>());
            await host.RunAsync();
            return Environment.ExitCode;
        }
        catch (Exception e) when (StartFailure.Explain(e) is { } text)
        {
            await Console.Error.WriteLineAsync(text);
            return 1;
        }
    }

    /// <summary>Builds the host without starting it.</summary>
    public static IHost Build(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings
        {
            Args = args,
            ApplicationName = typeof(SiloHost).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        SerilogSetup.Add(builder);
        var cluster = ClusterSettings.Read(builder.Configuration);
        builder.UseOrleans(silo => silo.AddOrleansWa().UseCluster(cluster).AddDashboard());
        return builder.Build();
    }
}
