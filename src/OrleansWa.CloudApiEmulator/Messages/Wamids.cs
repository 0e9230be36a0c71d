using System.Text;
using OrleansWa.CloudApiEmulator.Clock;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Makes message ids in the layout seen in Meta's samples (fact sheet 1.3). Unique within a run, reproducible by the seed.</summary>
internal sealed class Wamids(Chance chance)
{
    private const byte SentByBusiness = 0x11;
    private const byte SentByUser = 0x12;
    private const ulong Odd = 0x9E3779B97F4A7C15UL;

    private readonly ulong _start = chance.Trait("wamid");
    private long _count;

    public string FromBusiness(string who) => Make(who, SentByBusiness);

    public string FromUser(string who) => Make(who, SentByUser);

    private string Make(string who, byte tag)
    {
        // An odd multiplier maps distinct counters to distinct ids.
        var id = unchecked((_start + (ulong)Interlocked.Increment(ref _count)) * Odd);
        Span<byte> raw = stackalloc byte[32 + who.Length];
        var length = Write(raw, who, tag, id);
        return "wamid." + Convert.ToBase64String(raw[..length]);
    }

    private static int Write(Span<byte> raw, string who, byte tag, ulong id)
    {
        raw[0] = 0x1C;
        raw[1] = 0x18;
        raw[2] = (byte)who.Length;
        var at = 3 + Encoding.ASCII.GetBytes(who, raw[3..]);
        ReadOnlySpan<byte> middle = [0x15, 0x02, 0x00, tag, 0x18, 20, (byte)'3', (byte)'E', (byte)'B', (byte)'0'];
        middle.CopyTo(raw[at..]);
        at += middle.Length;
        id.TryFormat(raw[at..], out var written, "X16", System.Globalization.CultureInfo.InvariantCulture);
        raw[at + written] = 0;
        return at + written + 1;
    }
}
