using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>A process in a <see cref="SimulatedWorld"/>: services, grains, timers and code that all die together.</summary>
public sealed class SimulatedProcess
{
    private readonly SimulatedWorld _world;
    private readonly Generation _generation = new();
    private readonly ServiceProvider _services;

    internal SimulatedProcess(SimulatedWorld world, Action<IServiceCollection> configure)
    {
        _world = world;
        Executor = new SimulatedExecutor(world, _generation);
        Time = new VirtualTimeProvider(world, _generation, isTrue: false);
        var services = new ServiceCollection();
        services.AddSingleton(Executor);
        services.AddSingleton(Time);
        configure(services);
        _services = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    /// <summary>Services of the process.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The silo of the process.</summary>
    public EmbeddedSilo Silo => _services.GetRequiredService<EmbeddedSilo>();

    /// <summary>Makes references to grains of this process; after a crash use the next process's.</summary>
    public IClusterClient Client => Silo.Client;

    /// <summary>Runs work that dies with the process, such as the pump of a store.</summary>
    public IWorkExecutor Executor { get; }

    /// <summary>The virtual clock; its timers die with the process.</summary>
    public TimeProvider Time { get; }

    /// <summary>False once it crashed or stopped.</summary>
    public bool IsAlive => _generation.IsAlive;

    /// <summary>Starts code that belongs to the process, such as an endpoint: after a crash it is never heard of again.</summary>
    /// <param name="code">The code; every await in it comes back to this world.</param>
    /// <param name="name">Its name in the trace.</param>
    public Task Run(Func<Task> code, string name = "process") => Start(code, Executor, name);

    /// <summary>Stops gracefully, in reverse order of the start, and disposes the services.</summary>
    public void Stop()
    {
        _world.Run(StopAsync);
        _generation.End();
        _world.Drop(_generation);
    }

    /// <summary>
    /// The process is gone in this instant: nothing of it runs any more, no finally, no disposal. What it holds outside of
    /// memory (files, connections) is the test's to release. Pending calls of clients fail with <see cref="SiloUnavailableException"/>.
    /// </summary>
    public void Crash()
    {
        if (IsAlive)
        {
            _generation.End();
            _world.Drop(_generation);
            _services.GetService<EmbeddedSilo>()?.Crash();
        }
    }

    internal static Task Start(Func<Task> code, IWorkExecutor executor, string name) =>
        Task.Factory.StartNew(code, CancellationToken.None, TaskCreationOptions.None, new SimulatedScheduler(executor, name)).Unwrap();

    internal async Task StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    private async Task StopAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }
}
