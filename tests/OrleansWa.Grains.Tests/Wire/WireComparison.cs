using System.Collections;

namespace OrleansWa.Grains.Tests.Wire;

/// <summary>Compares what went over the wire with what came out. Records are compared by member, collections by sequence.</summary>
internal static class WireComparison
{
    /// <summary>Paths of the members that differ.</summary>
    public static IEnumerable<string> Differences(object? sent, object? received, string path)
    {
        if (sent is null || received is null || sent.GetType() != received.GetType())
        {
            return ReferenceEquals(sent, received) ? [] : [$"{path}: {sent ?? "null"} is not {received ?? "null"}"];
        }

        if (sent is not string && sent is IEnumerable sequence)
        {
            return Sequences([.. sequence.Cast<object>()], [.. ((IEnumerable)received).Cast<object>()], path);
        }

        var members = WireContract.MembersOf(sent.GetType()).ToArray();
        if (members.Length == 0)
        {
            return sent.Equals(received) ? [] : [$"{path}: {sent} is not {received}"];
        }

        var message = sent is Exception error && error.Message != ((Exception)received).Message ? new[] { path + ".Message" } : [];
        return members.SelectMany(member => Differences(member.GetValue(sent), member.GetValue(received), $"{path}.{member.Name}")).Concat(message);
    }

    private static IEnumerable<string> Sequences(object[] sent, object[] received, string path) => sent.Length != received.Length
        ? [$"{path}: {sent.Length} items became {received.Length}"]
        : sent.Zip(received).SelectMany((pair, index) => Differences(pair.First, pair.Second, $"{path}[{index}]"));
}
