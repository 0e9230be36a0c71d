using System.Text.RegularExpressions;

namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>The parts of <c>/{version}/{node}/{edge}</c>; the edge is empty for calls on the node itself.</summary>
internal readonly partial record struct GraphPath(string Version, string Node, string Edge)
{
    public static GraphPath? Parse(string path)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is < 2 or > 4 || !VersionPattern().IsMatch(parts[0])) return null;
        return new GraphPath(parts[0], parts[1], parts.Length > 2 ? string.Join('/', parts[2..]) : "");
    }

    [GeneratedRegex(@"^v\d+\.\d+$")]
    private static partial Regex VersionPattern();
}
