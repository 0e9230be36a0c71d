using OrleansWa.Contracts.State;
using OrleansWa.Storage.Sqlite.Native;
using OrleansWa.Storage.Tests.Measuring;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests;

/// <summary>What runs outside the test host: the probe of the native library in a process of its own, and measurements on demand.</summary>
public static class Program
{
    public static async Task<int> Main(string[] arguments)
    {
        switch (arguments.FirstOrDefault())
        {
            case "probe-sqlite":
                await ProbeLibrary();
                return 0;
            case "measure" when arguments is [_, "postgres", ..]:
                await PostgresMeasurements.Run(arguments.Skip(2).FirstOrDefault());
                return 0;
            case "measure":
                await Measurements.Run(arguments.Skip(1).FirstOrDefault());
                return 0;
            default:
                await Console.Error.WriteLineAsync("Run the tests by 'dotnet test'. Commands: probe-sqlite, measure [name], measure postgres [name].");
                return 1;
        }
    }

    private static async Task ProbeLibrary()
    {
        await using var file = new SqliteFile();
        var store = await file.Open();
        await store.States.Write(new StateKey("t", "acme/", "s"), 0, 1, "{}");
        Console.WriteLine($"{SqliteLibrary.Description}: rows {(await store.States.List("t", "", null, 10)).Count}");
    }
}
