namespace OrleansWa.Testing.Disks;

/// <summary>One open file of one connection; the methods are SQLite's, and so are the numbers that they return.</summary>
internal sealed class SimulatedHandle
{
    private const int Shared = 1;
    private const int Reserved = 2;
    private const int Pending = 3;
    private const int Exclusive = 4;
    private readonly SimulatedDisk _disk;
    private readonly SimulatedFile _file;
    private readonly SharedIndex _index;
    private readonly long _generation;
    private int _lock;

    public SimulatedHandle(SimulatedDisk disk, SimulatedFile file, long generation)
    {
        (_disk, _file, _index, _generation) = (disk, file, file.Index, generation);
        file.Handles.Add(this);
    }

    /// <summary>Memory and locks of the write-ahead log; its own even after a crash, when the file has another.</summary>
    public SharedIndex Index => _index;

    public void Close()
    {
        _index.Unmap(this);
        _file.Handles.Remove(this);
    }

    public int Read(Span<byte> buffer, long offset)
    {
        var answer = _disk.Answer(DiskCall.Read, _generation);
        if (answer != DiskAnswer.Done)
        {
            return SqliteCodes.ReadFailed;
        }

        return _file.Read(buffer, offset) == buffer.Length ? SqliteCodes.Ok : SqliteCodes.ShortRead;
    }

    public int Write(ReadOnlySpan<byte> bytes, long offset)
    {
        var answer = _disk.Answer(DiskCall.Write, _generation);
        if (answer is DiskAnswer.Done or DiskAnswer.DoneAndFailed)
        {
            _file.Write(bytes, offset);
        }

        return CodeOf(answer, SqliteCodes.WriteFailed);
    }

    public int Truncate(long length)
    {
        var answer = _disk.Answer(DiskCall.Write, _generation);
        if (answer is DiskAnswer.Done or DiskAnswer.DoneAndFailed)
        {
            _file.Truncate(length);
        }

        return CodeOf(answer, SqliteCodes.TruncateFailed);
    }

    public int Sync()
    {
        var answer = _disk.Answer(DiskCall.Sync, _generation);
        if (answer is DiskAnswer.Done or DiskAnswer.DoneAndFailed)
        {
            _file.Sync();
        }

        return CodeOf(answer, SqliteCodes.SyncFailed);
    }

    public long Length => _file.Length;

    public int Lock(int level)
    {
        if (!_disk.Serves(_generation))
        {
            // A connection of a process that crashed would otherwise tidy up behind the next one's back.
            return SqliteCodes.Failed;
        }

        var highest = _file.Handles.Where(other => other != this).Select(other => other._lock).DefaultIfEmpty().Max();
        var mayHave = level switch
        {
            Shared => highest < Pending,
            Reserved => highest < Reserved,
            _ => highest < Shared,
        };
        _lock = mayHave ? level : level == Exclusive ? Pending : _lock;
        return mayHave ? SqliteCodes.Ok : SqliteCodes.Busy;
    }

    public void Unlock(int level) => _lock = level;

    public bool IsReserved => _file.Handles.Exists(other => other._lock >= Reserved);

    private static int CodeOf(DiskAnswer answer, int failed) => answer switch
    {
        DiskAnswer.Done or DiskAnswer.Forgotten => SqliteCodes.Ok,
        DiskAnswer.Full => SqliteCodes.Full,
        _ => failed,
    };
}
