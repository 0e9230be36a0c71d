namespace OrleansWa.Grains.Tests.Runtime;

public sealed partial class TurnTests
{
    [Fact]
    public void Call_WhenTheFirstReaderLeaves_AWriterStillWaitsForTheOthers()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<IProbeGrain>("a");
        silo.World.Run(async () =>
        {
            var reads = Task.WhenAll(grain.Read("r1"), grain.Read("r2"));
            await Task.WhenAll(silo.Signals.Wait("in r1"), silo.Signals.Wait("in r2"));
            var write = grain.Write("w1").AsTask();
            silo.Signals.Set("r1");
            await Task.Delay(TimeSpan.FromSeconds(1), silo.World.Time);
            silo.Signals.IsSet("in w1").ShouldBeFalse("a reader is still inside");
            var late = grain.Read("r3");
            await silo.Signals.Wait("in r3");
            silo.Signals.Set("r2");
            silo.Signals.Set("r3");
            await silo.Signals.Wait("in w1");
            var afterwards = grain.Read("r4");
            await Task.Delay(TimeSpan.FromSeconds(1), silo.World.Time);
            silo.Signals.IsSet("in r4").ShouldBeFalse("a writer is inside");
            silo.Signals.Set("w1");
            silo.Signals.Set("r4");
            await Task.WhenAll(reads, write, late, afterwards);
        });
    }
}
