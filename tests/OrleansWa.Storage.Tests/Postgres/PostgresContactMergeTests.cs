using OrleansWa.Storage.Tests.Conformance;
using OrleansWa.Storage.Tests.Support;
using OrleansWa.Testing.Postgres;

namespace OrleansWa.Storage.Tests.Postgres;

[Collection(PostgresCollection.Name)]
public sealed class PostgresContactMergeTests(PostgresServer server) : ContactMergeConformance
{
    protected override Task<OpenStore> CreateStore() => PostgresDatabase.OpenPorts(server, Clock);
}
