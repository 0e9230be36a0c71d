using OrleansWa.Storage.Tests.Conformance;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Sqlite;

public sealed class SqlitePlaceholderTests : PlaceholderConformance
{
    protected override Task<OpenStore> CreateStore() => SqliteFile.OpenPorts(Clock);
}
