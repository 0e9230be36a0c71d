namespace OrleansWa.Testing.Disks;

/// <summary>SQLite's result codes (https://www.sqlite.org/rescode.html) that a disk returns.</summary>
internal static class SqliteCodes
{
    public const int Ok = 0;
    public const int Busy = 5;
    public const int Failed = 10;
    public const int NotFound = 12;
    public const int Full = 13;
    public const int CannotOpen = 14;
    public const int ReadFailed = Failed | (1 << 8);
    public const int ShortRead = Failed | (2 << 8);
    public const int WriteFailed = Failed | (3 << 8);
    public const int SyncFailed = Failed | (4 << 8);
    public const int TruncateFailed = Failed | (6 << 8);
}
