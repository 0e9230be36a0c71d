namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>FNV-1a over what ran when. Built from numbers and characters only, so it is the same in every process.</summary>
internal sealed class TraceHash
{
    private const ulong Prime = 1_099_511_628_211;

    internal ulong Value { get; private set; } = 14_695_981_039_346_656_037;

    internal void Add(long number)
    {
        for (var shift = 0; shift < 64; shift += 8)
        {
            AddByte((byte)(number >> shift));
        }
    }

    internal void Add(string text)
    {
        foreach (var character in text)
        {
            AddByte((byte)character);
            AddByte((byte)(character >> 8));
        }
    }

    private void AddByte(byte value) => Value = unchecked((Value ^ value) * Prime);
}
