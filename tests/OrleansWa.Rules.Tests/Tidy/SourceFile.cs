using System.Text.RegularExpressions;

namespace OrleansWa.Rules.Tests.Tidy;

/// <summary>One C# file of the repository.</summary>
/// <param name="Path">Path from the root, with slashes.</param>
/// <param name="Text">What is in it.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    private static readonly string[] Roots = ["src", "silo", "client-api", "tests"];
    private static readonly string[] Generated = ["/bin/", "/obj/", "/artifacts/", "/node_modules/"];
    private static readonly Lazy<SourceFile[]> Read = new(() => [.. Roots.SelectMany(ReadBelow)]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<SourceFile> All => Read.Value;

    /// <summary>File name up to the first dot: <c>ChannelGrain.Session.cs</c> is a part of <c>ChannelGrain</c>.</summary>
    public string Name => System.IO.Path.GetFileName(Path).Split('.')[0];

    /// <summary>The lines.</summary>
    public string[] Lines => Text.TrimEnd('\n').Split('\n');

    /// <summary>The text without comments, which may speak of anything.</summary>
    public string Code => Comments().Replace(Text, "");

    /// <summary>Names of the types it declares, in order.</summary>
    public IEnumerable<string> Types => Declarations().Matches(Code).Select(match => match.Groups["name"].Value);

    /// <summary>Those below a folder.</summary>
    public static IEnumerable<SourceFile> Below(string folder) =>
        All.Where(file => file.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    private static IEnumerable<SourceFile> ReadBelow(string folder)
    {
        var root = Root();
        var below = System.IO.Path.Combine(root, folder);
        return Directory.Exists(below)
            ? Directory.EnumerateFiles(below, "*.cs", SearchOption.AllDirectories)
                .Select(path => (Path: System.IO.Path.GetRelativePath(root, path).Replace('\\', '/'), Full: path))
                .Where(file => !Generated.Any(part => $"/{file.Path}".Contains(part, StringComparison.Ordinal)))
                .OrderBy(file => file.Path, StringComparer.Ordinal)
                .Select(file => new SourceFile(file.Path, File.ReadAllText(file.Full)))
            : [];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "OrleansWa.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No OrleansWa.sln above the tests.");
    }

    [GeneratedRegex(@"^\s*//.*$|(?<=[\s;{}])//.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    [GeneratedRegex(
        @"^[ \t]*(?:\[[^\]]*\]\s*)?(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|unsafe|ref)\s+)+"
        + @"(?:class|struct|interface|enum|record(?:\s+(?:class|struct))?|delegate\s+[\w<>?,\[\]. ]+?)\s+(?<name>\w+)",
        RegexOptions.Multiline)]
    private static partial Regex Declarations();
}
