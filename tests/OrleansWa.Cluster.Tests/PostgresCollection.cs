using OrleansWa.Testing.Postgres;

namespace OrleansWa.Cluster.Tests;

/// <summary>The tests that share one server; one after the other, because each loads the machine.</summary>
[CollectionDefinition(Name)]
[TestCaseOrderer(SkipWithoutPostgres.TypeName, SkipWithoutPostgres.AssemblyName)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "postgres";
}
