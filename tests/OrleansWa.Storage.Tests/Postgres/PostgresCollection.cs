using OrleansWa.Testing.Postgres;

namespace OrleansWa.Storage.Tests.Postgres;

/// <summary>Tests over the one server; they run one after the other, beside the others.</summary>
[CollectionDefinition(Name)]
[TestCaseOrderer(SkipWithoutPostgres.TypeName, SkipWithoutPostgres.AssemblyName)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
