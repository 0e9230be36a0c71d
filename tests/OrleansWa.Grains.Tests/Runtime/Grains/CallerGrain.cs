using System.Diagnostics;

namespace OrleansWa.Grains.Tests.Runtime;

[Alias("test.caller")]
public interface ICallerGrain : IGrainWithStringKey
{
    [Alias("CallContext")]
    Task<string?> CallContext(string key);

    [Alias("IncrementAt")]
    Task<int> IncrementAt(string key);

    [Alias("CallThenWait")]
    Task<int> CallThenWait(string signal, string key);

    [Alias("TraceId")]
    Task<string?> TraceId();

    [Alias("Self")]
    Task<ICallerGrain> Self();
}

[GrainType("test.caller")]
public sealed class CallerGrain(Signals signals) : Grain, ICallerGrain
{
    public Task<string?> CallContext(string key) => GrainFactory.GetGrain<IProbeGrain>("context").Context(key, "changed");

    public Task<int> IncrementAt(string key) => GrainFactory.GetGrain<IProbeGrain>(key).Increment();

    public async Task<int> CallThenWait(string signal, string key)
    {
        signals.Set("in " + signal);
        await signals.Wait(signal);
        return await IncrementAt(key);
    }

    public Task<string?> TraceId() => Task.FromResult(Activity.Current?.TraceId.ToString());

    public Task<ICallerGrain> Self() => Task.FromResult(this.AsReference<ICallerGrain>());
}
