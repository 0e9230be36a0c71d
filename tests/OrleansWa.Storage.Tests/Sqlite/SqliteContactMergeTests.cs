using OrleansWa.Storage.Tests.Conformance;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Sqlite;

public sealed class SqliteContactMergeTests : ContactMergeConformance
{
    protected override Task<OpenStore> CreateStore() => SqliteFile.OpenPorts(Clock);
}
