namespace OrleansWa.CloudApiEmulator.Clock;

/// <summary>The one source of randomness: seeded, and safe to ask from several threads.</summary>
internal sealed class Chance(int seed)
{
    private readonly Lock _gate = new();
    private Random _random = new(seed);

    public int Seed { get; } = seed;

    public bool Hits(double rate)
    {
        if (rate <= 0) return false;
        lock (_gate) return _random.NextDouble() < rate;
    }

    public TimeSpan Between(TimeSpan min, TimeSpan max)
    {
        if (max <= min) return min;
        lock (_gate) return min + new TimeSpan(_random.NextInt64((max - min).Ticks + 1));
    }

    public long NextInt64()
    {
        lock (_gate) return _random.NextInt64();
    }

    public void Shuffle<T>(T[] items)
    {
        lock (_gate) _random.Shuffle(items);
    }

    public void Reset()
    {
        lock (_gate) _random = new Random(Seed);
    }

    /// <summary>A number that depends only on the seed and the text: traits of a phone stay the same however often it is asked.</summary>
    public ulong Trait(string text)
    {
        // FNV-1a and a final mix: string.GetHashCode differs from run to run.
        var hash = 14695981039346656037UL ^ (ulong)(uint)Seed;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        hash ^= hash >> 33;
        return (hash * 0xff51afd7ed558ccdUL) ^ (hash >> 29);
    }

    /// <summary>The same, as a share between 0 and 1.</summary>
    public double TraitShare(string text) => (Trait(text) >> 11) * (1.0 / (1UL << 53));
}
