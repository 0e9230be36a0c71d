namespace OrleansWa.Storage.Tests.Postgres;

/// <summary>Tests over the one server; they run one after the other, beside the others.</summary>
[CollectionDefinition(Name)]
[TestCaseOrderer("OrleansWa.Storage.Tests.Postgres.SkipWithoutPostgres", "OrleansWa.Storage.Tests")]
public sealed class PostgresCollection : ICollectionFixture<PostgresServer>
{
    public const string Name = "PostgreSQL";
}
