namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>
/// Another silo committed, between our look and our write, what we were about to write. The transaction is taken back and run again, and then
/// sees it. Never leaves the store.
/// </summary>
internal sealed class RaceException(string what) : Exception($"Another process was faster with {what}.");
