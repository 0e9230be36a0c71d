using Npgsql;
using OrleansWa.Testing.Cluster;
using OrleansWa.Testing.Postgres;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Cluster.Tests.Processes;

/// <summary>
/// Members, reminders and grain state in Orleans' stock tables. Their SQL is Orleans' to publish and the operator's to apply: TEST_ORLEANS_SQL names a
/// directory that holds it.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed class StockTablesTests(PostgresServer postgres)
{
    private const string Tenant = "acme";
    private const string Phone = "5511987654321";
    private static readonly string[] Scripts = ["PostgreSQL-Main.sql", "PostgreSQL-Clustering.sql", "PostgreSQL-Persistence.sql", "PostgreSQL-Reminders.sql"];

    /// <summary>Why they cannot run here; null when they can.</summary>
    public static string? Missing { get; } = Environment.GetEnvironmentVariable("TEST_ORLEANS_SQL") is { Length: > 0 } directory && Directory.Exists(directory)
        ? null
        : "TEST_ORLEANS_SQL names no directory with the SQL that Orleans publishes for PostgreSQL.";

    [FactWithOrleansSql]
    public async Task AdoNet_WhenChosenForEverything_AFlowGoesOnAfterTheWholeClusterWasKilled()
    {
        var database = await postgres.NewDatabase();
        await ApplyScripts(database);
        await using var cluster = await ProductCluster.Start(database, withRedis: false, "--Orleans:Persistence=adonet");
        using var client = await cluster.OpenClinic(Tenant, Clinic.GreetingFlow);
        cluster.Emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(Tenant), "Oi");
        await cluster.Emulator.UntilAnswered(Tenant, Phone, 1);

        await Task.WhenAll(cluster.Silos.Select(silo => silo.Kill()));
        await Task.WhenAll(cluster.Silos.Select(silo => silo.Start()));
        await Ready.Wait(cluster.Api.Url);
        cluster.Emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(Tenant), "Ana");
        await cluster.Emulator.UntilAnswered(Tenant, Phone, 2);

        cluster.Emulator.Answers(Tenant, Phone).ShouldBe(["Qual é o seu nome?", "Olá Ana!"]);
        await using var source = NpgsqlDataSource.Create(database);
        (await Count(source, "SELECT count(*) FROM orleansstorage")).ShouldBeGreaterThan(2);
        (await Count(source, "SELECT count(*) FROM orleansreminderstable")).ShouldBe(1);
        (await cluster.Admin.All("/api/v1/tenants")).ShouldHaveSingleItem()["id"]!.GetValue<string>().ShouldBe(Tenant);
        (await client.All("/api/v1/channels")).ShouldHaveSingleItem()["status"]!.GetValue<string>().ShouldBe("connected");
        (await client.All("/api/v1/flows")).ShouldHaveSingleItem()["id"]!.GetValue<string>().ShouldBe("main-flow");
    }

    private static async Task ApplyScripts(string database)
    {
        await using var source = NpgsqlDataSource.Create(database);
        foreach (var script in Scripts)
        {
            await using var command = source.CreateCommand(
                await File.ReadAllTextAsync(Path.Combine(Environment.GetEnvironmentVariable("TEST_ORLEANS_SQL")!, script)));
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<long> Count(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed class FactWithOrleansSqlAttribute : FactAttribute
    {
        public FactWithOrleansSqlAttribute() => Skip = Missing;
    }
}
