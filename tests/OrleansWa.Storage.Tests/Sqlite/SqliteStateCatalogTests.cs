using OrleansWa.Storage.Tests.Conformance;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Sqlite;

public sealed class SqliteStateCatalogTests : StateCatalogConformance
{
    protected override Task<OpenStore> CreateStore() => SqliteFile.OpenPorts(Clock);
}
