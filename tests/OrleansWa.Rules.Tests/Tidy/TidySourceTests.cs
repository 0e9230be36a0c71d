using System.Text.RegularExpressions;

namespace OrleansWa.Rules.Tests.Tidy;

/// <summary>Style that a reader cannot see at a glance (STYLE.md). A fault is a line: the file, and what is wrong with it.</summary>
public sealed partial class TidySourceTests
{
    private const int MostLines = 400;

    [Fact]
    public void Sources_AreFound()
    {
        SourceFile.Below("src/OrleansWa.Grains").ShouldNotBeEmpty();
        SourceFile.Below("src/OrleansWa.Contracts").ShouldNotBeEmpty();
        SourceFile.Below("tests/OrleansWa.Rules.Tests").Single(file => file.Name == nameof(TidySourceTests)).Types.ShouldBe([nameof(TidySourceTests)]);
    }

    [Fact]
    public void GrainsAndContracts_KnowNoRuntimeByName() =>
        Faults(GrainsAndContracts, RuntimeByName(), "names the runtime; Directory.Build.targets chooses it").ShouldBeEmpty();

    [Fact]
    public void GrainsAndContracts_GiveAliasesAsLiteralText() =>
        Faults(GrainsAndContracts, ComputedName(), "a wire name outlives the code's name; write it out").ShouldBeEmpty();

    [Fact]
    public void Rules_TouchNeitherRuntimeNorOutsideWorld() =>
        Faults(Rules, RuntimeOrOutsideWorld(), "rules are pure: time, chance and data are parameters").ShouldBeEmpty();

    [Fact]
    public void Rules_AreStaticClasses() =>
        Rules.Where(file => !file.Code.Contains($"static class {file.Name}", StringComparison.Ordinal)
                && !file.Code.Contains($"static partial class {file.Name}", StringComparison.Ordinal))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Tests_NeverSleep() =>
        Faults(SourceFile.Below("tests"), Sleep(), "wait on a signal, or advance the clock").ShouldBeEmpty();

    [Fact]
    public void Types_AreNamedAfterWhatTheyDo() => SourceFile.All
        .SelectMany(file => file.Types.Where(type => IsVague(file, type)).Select(type => $"{file.Path}: {type}"))
        .ShouldBeEmpty();

    [Fact]
    public void Files_AreNamedAfterAType() => SourceFile.All
        .Where(file => file.Types.Any() && !IsNamedAfterAType(file))
        .Select(file => $"{file.Path}: declares {string.Join(", ", file.Types)}")
        .ShouldBeEmpty();

    [Fact]
    public void Files_AreShort() => SourceFile.All
        .Where(file => file.Lines.Length > MostLines)
        .Select(file => $"{file.Path}: {file.Lines.Length} lines")
        .ShouldBeEmpty();

    private static IEnumerable<SourceFile> GrainsAndContracts =>
        SourceFile.Below("src/OrleansWa.Grains").Concat(SourceFile.Below("src/OrleansWa.Contracts"));

    // The embedded runtime has rules about grains, which are about nothing but the runtime.
    private static IEnumerable<SourceFile> Rules => SourceFile.All.Where(
        file => file.Name.EndsWith("Rules", StringComparison.Ordinal) && !IsOf(file, "src/OrleansWa.EmbeddedRuntime") && !IsOf(file, "tests"));

    private static bool IsOf(SourceFile file, string folder) => file.Path.StartsWith(folder + "/", StringComparison.Ordinal);

    private static bool IsNamedAfterAType(SourceFile file) => file.Types.Any(type => file.Name == type || file.Name == $"{type}OfT") || IsGroup(file);

    // Small records that only make sense together share a file, and so do the ports and fakes of one kind: "IDirectoryGrain" holds
    // "ITenantDirectoryGrain", "Silos" holds "SimulatedSilo".
    private static bool IsGroup(SourceFile file) =>
        GroupName().IsMatch(file.Name)
        || file.Types.Skip(1).Any(type => type.EndsWith(InterfacePrefix().Replace(file.Name, "").TrimEnd('s'), StringComparison.Ordinal));

    // Names in the embedded runtime are Orleans' own.
    private static bool IsVague(SourceFile file, string type) => !IsOf(file, "src/OrleansWa.EmbeddedRuntime") && VagueName().IsMatch(type);

    private static IEnumerable<string> Faults(IEnumerable<SourceFile> files, Regex forbidden, string why) =>
        from file in files
        from Match match in forbidden.Matches(file.Code)
        select $"{file.Path}: '{match.Value.Trim()}': {why}";

    [GeneratedRegex(@"^\s*(?:global\s+)?using\s+(?:static\s+)?(?:Orleans|Microsoft\.Orleans|OrleansWa\.EmbeddedRuntime)\s*[.;].*$|^\s*#if\b.*$", RegexOptions.Multiline)]
    private static partial Regex RuntimeByName();

    [GeneratedRegex(@"\b(?:Alias|GrainType)\(\s*(?!"")[^)]*\)")]
    private static partial Regex ComputedName();

    [GeneratedRegex(
        @"\b(?:IGrain\w*|GrainFactory|IPersistentState\w*|RequestContext|I\w+Store|I\w+Grain|TimeProvider|Random|ILogger\w*|IServiceProvider"
        + @"|HttpClient|File|Directory|Stream|Socket|Environment|Process|Console|Task|ValueTask|Thread|Timer|async|await|lock)\b"
        + @"|\bDateTime(?:Offset)?\.(?:Utc)?Now\b|\bGuid\.NewGuid\b|\bSystem\.(?:IO|Net)\b")]
    private static partial Regex RuntimeOrOutsideWorld();

    // A delay on a clock that the test moves is no sleep. The letters in brackets keep this file from finding itself.
    [GeneratedRegex(@"\bTask\.Dela[y]\((?!.*\b[Tt]ime\)).*|\bThread\.Slee[p]\b")]
    private static partial Regex Sleep();

    [GeneratedRegex("(?:Records|Models|Requests)$")]
    private static partial Regex GroupName();

    [GeneratedRegex("^I(?=[A-Z])")]
    private static partial Regex InterfacePrefix();

    [GeneratedRegex(@"(?:Manager|Helpers?|Utils?|Utility|Utilities|Common|Base)$")]
    private static partial Regex VagueName();
}
