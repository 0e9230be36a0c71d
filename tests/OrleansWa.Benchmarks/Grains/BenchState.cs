using OrleansWa.Grains.State;

namespace OrleansWa.Benchmarks.Grains;

/// <summary>A state of the size of a conversation's.</summary>
[StateSchema(1)]
internal sealed record BenchState
{
    public int Count { get; init; }

    public string Filling { get; init; } = new('x', 200);
}
