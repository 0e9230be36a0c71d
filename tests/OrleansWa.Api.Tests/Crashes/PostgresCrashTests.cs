using OrleansWa.Testing.Postgres;

namespace OrleansWa.Api.Tests.Crashes;

[Collection(PostgresCollection.Name)]
public sealed class PostgresCrashTests(PostgresServer server) : CrashTests
{
    protected override Task<string[]> NewDatabase() => server.NewStorage();
}
