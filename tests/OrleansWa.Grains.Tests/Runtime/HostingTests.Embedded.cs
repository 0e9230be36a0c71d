using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace OrleansWa.Grains.Tests.Runtime;

public sealed class HostingTests
{
    [Fact]
    public async Task Metrics_WhenGrainsWork_CountThemByGrainType()
    {
        var seen = new System.Collections.Concurrent.ConcurrentBag<(string Name, double Value, object? GrainType)>();
        await using var silo = await PooledSilo.Start();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == "OrleansWa.EmbeddedRuntime")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => seen.Add((instrument.Name, value, tags.Length > 0 ? tags[0].Value : null)));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => seen.Add((instrument.Name, value, tags[0].Value)));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => seen.Add((instrument.Name, value, tags[0].Value)));
        listener.Start();
        silo.Signals.Set("x");
        await silo.Client.GetGrain<IWorkerGrain>("w").Work("x");
        await Should.ThrowAsync<KnownException>(silo.Client.GetGrain<IProbeGrain>("metrics").Throw("own"));
        listener.RecordObservableInstruments();
        seen.ShouldContain(("orleanswa.runtime.requests", 1, "test.probe"));
        seen.ShouldContain(("orleanswa.runtime.request.errors", 1, "test.probe"));
        seen.ShouldContain(("orleanswa.runtime.activated", 1, "test.worker"));
        seen.ShouldContain(("orleanswa.runtime.activations", 1, "test.probe"));
        seen.ShouldContain(entry => entry.Name == "orleanswa.runtime.turn.duration" && Equals(entry.GrainType, "test.probe"));
    }

    [Fact]
    public async Task AddEmbeddedRuntime_WhenCalledTwice_OneSiloStarts()
    {
        var services = new ServiceCollection().AddEmbeddedRuntime(options => options.MailboxLimit = 5).AddEmbeddedRuntime(options => options.StopParallelism = 6);
        await using var provider = services.BuildServiceProvider();
        provider.GetServices<IHostedService>().ShouldHaveSingleItem().ShouldBeSameAs(provider.GetRequiredService<EmbeddedSilo>());
        provider.GetRequiredService<IGrainFactory>().ShouldBeSameAs(provider.GetRequiredService<IClusterClient>());
    }

    [Fact]
    public void Options_WhenALimitIsNotPositive_TheSiloIsNotMade()
    {
        using var provider = new ServiceCollection().AddEmbeddedRuntime(options => options.ResponseTimeout = TimeSpan.Zero).BuildServiceProvider();
        Should.Throw<ArgumentOutOfRangeException>(() => provider.GetRequiredService<EmbeddedSilo>());
    }

    [Fact]
    public async Task Call_BeforeTheStart_IsRefused()
    {
        await using var provider = new ServiceCollection().AddEmbeddedRuntime().AddSingleton<Signals>().AddGrains(typeof(ProbeGrain)).BuildServiceProvider();
        await Should.ThrowAsync<SiloUnavailableException>(provider.GetRequiredService<IGrainFactory>().GetGrain<IProbeGrain>("a").Increment());
    }

    [Fact]
    public void Start_WhenAReminderNamesAnUnknownGrain_TheOthersStillTick()
    {
        var silo = new SimulatedSilo();
        silo.World.Run(async () =>
        {
            await silo.Silo.Reminders.RegisterOrUpdateReminder(GrainId.Create("test.sleeper", "s"), "known", TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
            await silo.Stores.Reminders.Upsert(new ReminderEntry
            {
                GrainId = GrainId.Create("test.removed", "x"),
                ReminderName = "r",
                StartAt = DateTime.UnixEpoch,
                Period = TimeSpan.FromHours(1),
            });
        });
        silo.Process.Crash();
        silo.Restart();
        silo.World.RunFor(TimeSpan.FromMinutes(2));
        silo.Signals.Log.ShouldBe(["known 00:01:00"]);
    }
}
