using OrleansWa.Testing.Postgres;

namespace OrleansWa.Api.Tests;

/// <summary>Tests over the one PostgreSQL server, each in a database of its own.</summary>
[CollectionDefinition(Name)]
[TestCaseOrderer(SkipWithoutPostgres.TypeName, SkipWithoutPostgres.AssemblyName)]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
