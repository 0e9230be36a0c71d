namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>A lane, as the engine opens and closes it.</summary>
internal interface IWriteLane
{
    void Open();

    /// <summary>Commits what is queued and refuses what comes after.</summary>
    Task Close();
}
