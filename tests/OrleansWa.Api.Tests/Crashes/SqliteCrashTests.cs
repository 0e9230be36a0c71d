namespace OrleansWa.Api.Tests.Crashes;

public sealed class SqliteCrashTests : CrashTests
{
    // A file in the product's own directory.
    protected override Task<string[]> NewDatabase() => Task.FromResult<string[]>([]);
}
