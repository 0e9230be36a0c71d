using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// A circuit breaker for each number, so that one tenant's trouble never holds another's messages back. Opens for 15 s when at least half of
/// 5 or more attempts within 30 s had no usable answer; Meta's own refusals do not count.
/// </summary>
internal sealed class SendBreakers(TimeProvider time)
{
    /// <summary>Attempts that are needed before the breaker judges.</summary>
    public const int AttemptsMin = 5;

    /// <summary>How long it stays open.</summary>
    public static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(15);

    private const int NumbersMax = 10_000;
    private static readonly TimeSpan SamplingDuration = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, ResiliencePipeline<GraphReply>> _byNumber = new(StringComparer.Ordinal);

    /// <summary>The breaker of a number; none beyond 10,000 numbers, which no one process serves.</summary>
    public ResiliencePipeline<GraphReply> For(string phoneNumberId)
    {
        if (_byNumber.TryGetValue(phoneNumberId, out var known))
        {
            return known;
        }

        return _byNumber.Count >= NumbersMax ? ResiliencePipeline<GraphReply>.Empty : _byNumber.GetOrAdd(phoneNumberId, _ => Create());
    }

    private ResiliencePipeline<GraphReply> Create() => new ResiliencePipelineBuilder<GraphReply> { TimeProvider = time }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<GraphReply>
        {
            FailureRatio = 0.5,
            MinimumThroughput = AttemptsMin,
            SamplingDuration = SamplingDuration,
            BreakDuration = BreakDuration,
            ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Result is { IsHealthy: false }),
        })
        .Build();
}
