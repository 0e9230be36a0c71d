namespace OrleansWa.Storage;

/// <summary>A store of any engine, as the host opens and closes it.</summary>
public interface IStore
{
    /// <summary>What is used, for the log: engine, version, place. Without secrets; complete once the store is open.</summary>
    string Description { get; }

    /// <summary>Opens and migrates the database. A database of a newer program is refused.</summary>
    Task Open(CancellationToken ct = default);

    /// <summary>Commits what is queued, refuses what comes after, and closes. Safe to repeat; it can be opened again.</summary>
    Task Close();
}
