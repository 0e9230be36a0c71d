using System.Diagnostics.Metrics;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>What operators see of the runtime.</summary>
internal sealed class RuntimeMetrics : IDisposable
{
    private const string Prefix = "orleanswa.runtime.";
    private readonly Meter _meter = new("OrleansWa.EmbeddedRuntime");
    private readonly Counter<long> _requests;
    private readonly Counter<long> _failures;
    private readonly Counter<long> _overloads;
    private readonly Counter<long> _timeouts;
    private readonly Counter<long> _activated;
    private readonly Counter<long> _deactivated;

    internal RuntimeMetrics(Func<IEnumerable<GrainClass>> classes)
    {
        _requests = _meter.CreateCounter<long>(Prefix + "requests", "{request}", "Calls and timer ticks that began to run, by grain type.");
        _failures = _meter.CreateCounter<long>(Prefix + "request.errors", "{request}", "Requests that ended with an exception, by grain type.");
        _overloads = _meter.CreateCounter<long>(Prefix + "overloads", "{call}", "Calls refused because too many waited, by grain type.");
        _timeouts = _meter.CreateCounter<long>(Prefix + "call.timeouts", "{call}", "Calls whose caller gave up waiting.");
        _activated = _meter.CreateCounter<long>(Prefix + "activated", "{activation}", "Activations begun, by grain type.");
        _deactivated = _meter.CreateCounter<long>(Prefix + "deactivated", "{activation}", "Activations ended, by grain type.");
        TurnDuration = _meter.CreateHistogram<double>(Prefix + "turn.duration", "s", "Length of turns; a long one blocks its grain.");
        _meter.CreateObservableGauge(
            Prefix + "activations",
            () => classes().Select(known => new Measurement<int>(known.Activations, known.Tag)),
            "{activation}",
            "Active activations, by grain type.");
    }

    internal Histogram<double> TurnDuration { get; }

    public void Dispose() => _meter.Dispose();

    internal void Started(KeyValuePair<string, object?> grainType) => _requests.Add(1, grainType);

    internal void Failed(KeyValuePair<string, object?> grainType) => _failures.Add(1, grainType);

    internal void Overloaded(KeyValuePair<string, object?> grainType) => _overloads.Add(1, grainType);

    internal void TimedOut(int calls) => _timeouts.Add(calls);

    internal void Activated(KeyValuePair<string, object?> grainType) => _activated.Add(1, grainType);

    internal void Deactivated(KeyValuePair<string, object?> grainType) => _deactivated.Add(1, grainType);
}
