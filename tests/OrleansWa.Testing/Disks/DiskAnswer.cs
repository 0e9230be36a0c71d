namespace OrleansWa.Testing.Disks;

/// <summary>How a disk answers a <see cref="DiskCall"/>.</summary>
public enum DiskAnswer
{
    /// <summary>As asked.</summary>
    Done = 0,

    /// <summary>An I/O error; nothing was done.</summary>
    Failed = 1,

    /// <summary>There is no room; nothing was done.</summary>
    Full = 2,

    /// <summary>It was done, and an I/O error is reported nevertheless.</summary>
    DoneAndFailed = 3,

    /// <summary>It says that it is done, and it is not: a disk that lies about a sync.</summary>
    Forgotten = 4,
}
