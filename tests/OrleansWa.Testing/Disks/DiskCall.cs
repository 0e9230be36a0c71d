namespace OrleansWa.Testing.Disks;

/// <summary>What a database asks of its disk.</summary>
public enum DiskCall
{
    /// <summary>Not set.</summary>
    None = 0,

    /// <summary>Bytes.</summary>
    Read = 1,

    /// <summary>Bytes take a place; a power loss may still take them back.</summary>
    Write = 2,

    /// <summary>What was written must survive from now on.</summary>
    Sync = 3,
}
