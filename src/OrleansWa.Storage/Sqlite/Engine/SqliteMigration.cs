namespace OrleansWa.Storage.Sqlite.Engine;

/// <summary>One script of <c>Migrations/NNNN_name.sql</c>.</summary>
internal sealed record SqliteMigration(int Number, string Name, string Sql);
