using OrleansWa.Testing.Postgres;

namespace OrleansWa.Api.Tests;

/// <summary>One running product over a PostgreSQL database of its own; none where there is no server, whose tests are skipped.</summary>
public sealed class PostgresProductFixture(PostgresServer server) : ProductFixture
{
    public override async Task InitializeAsync()
    {
        if (PostgresServer.Missing is null)
        {
            var connection = await server.NewDatabase();
            await Start(builder => builder.Configuration["Storage:ConnectionString"] = connection);
        }
    }

    public override Task DisposeAsync() => PostgresServer.Missing is null ? base.DisposeAsync() : Task.CompletedTask;
}
