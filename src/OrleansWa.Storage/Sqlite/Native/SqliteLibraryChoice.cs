namespace OrleansWa.Storage.Sqlite.Native;

/// <summary>Which native SQLite to load.</summary>
public enum SqliteLibraryChoice
{
    /// <summary>The system's own where it is recent enough, else the bundled one.</summary>
    PreferSystem = 0,

    /// <summary>Always the bundled one.</summary>
    Bundled = 1,
}
