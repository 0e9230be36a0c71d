using System.Diagnostics;
using OrleansWa.Storage.Sqlite.Native;

namespace OrleansWa.Storage.Tests.Sqlite;

/// <summary>A process loads one library, so each choice is tried in a process of its own: this very assembly, started again.</summary>
public sealed class SqliteLibraryTests
{
    [Fact]
    public async Task Load_WhenForced_TakesTheBundledOneAndWorks() => (await Probe("bundled")).ShouldBe("SQLite 3.35.5 (bundled): rows 1");

    [Fact]
    public async Task Load_ByDefault_TakesTheSystemsWhereThereIsOne()
    {
        var said = await Probe("");
        said.ShouldEndWith(": rows 1");
        if (File.Exists("/usr/lib/x86_64-linux-gnu/libsqlite3.so.0"))
        {
            said.ShouldContain("(system)");
            said.ShouldNotContain("3.35.5");
        }
    }

    private static async Task<string> Probe(string choice)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(SqliteLibraryTests).Assembly.Location, "probe-sqlite"])
        {
            RedirectStandardOutput = true,
            Environment = { [SqliteLibrary.Variable] = choice },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return said.Trim();
    }
}
