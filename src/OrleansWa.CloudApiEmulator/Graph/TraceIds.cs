using OrleansWa.CloudApiEmulator.Clock;

namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>Makes the <c>fbtrace_id</c> of errors.</summary>
internal sealed class TraceIds(Chance chance)
{
    public string Next() => "A" + Convert.ToBase64String(BitConverter.GetBytes(chance.NextInt64())).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
