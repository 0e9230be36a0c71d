namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>One script of <c>Migrations/NNNN_name.sql</c>.</summary>
internal sealed record PostgresMigration(int Number, string Name, string Sql);
