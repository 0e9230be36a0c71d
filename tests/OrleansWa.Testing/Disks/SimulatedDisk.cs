using System.Collections.Concurrent;

namespace OrleansWa.Testing.Disks;

/// <summary>
/// The files of one directory as SQLite sees them, in memory: what was not synced may be lost in a crash, calls may fail, and the disk may die in the
/// middle of a commit. SQLite itself is the real one; it reaches this disk through <see cref="SimulatedVfs"/>. Creating, deleting and renaming are
/// taken for durable at once. Used by one thread at a time.
/// </summary>
public sealed class SimulatedDisk : IDisposable
{
    private static readonly ConcurrentDictionary<string, SimulatedDisk> Disks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimulatedFile> _files = new(StringComparer.Ordinal);
    private readonly string _directory;
    private long _generation;
    private long _deathAt = long.MaxValue;

    /// <summary>From now on SQLite finds the files of a directory here, and not in the file system.</summary>
    /// <param name="directory">Full path.</param>
    public SimulatedDisk(string directory)
    {
        _directory = directory;
        SimulatedVfs.Register();
        Disks[directory] = this;
    }

    /// <summary>Decides how a call is answered; null for a disk without faults.</summary>
    public Func<DiskCall, DiskAnswer>? OnCall { get; set; }

    /// <summary>Calls so far.</summary>
    public long Calls { get; private set; }

    /// <summary>Calls that failed because <see cref="OnCall"/> said so.</summary>
    public int Failures { get; private set; }

    /// <summary>It answers nothing any more, until <see cref="Crash"/>.</summary>
    public bool IsDead => Calls >= _deathAt;

    /// <summary>Lets the disk die after so many further calls, e.g. in the middle of a commit; null for not. Whoever uses it must crash before anybody is told.</summary>
    public void DieAfter(int? calls) => _deathAt = IsDead ? _deathAt : calls is { } further ? Calls + further : long.MaxValue;

    /// <summary>The power comes back: each write since its file's last sync is there, not there, or there in part; open files are no use any more.</summary>
    /// <param name="dice">Decides what becomes of each write.</param>
    public void Crash(Random dice)
    {
        _generation++;
        _deathAt = long.MaxValue;
        foreach (var file in _files.Values)
        {
            file.LosePower(dice);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Disks.TryRemove(_directory, out _);
        foreach (var file in _files.Values)
        {
            file.Dispose();
        }

        _files.Clear();
    }

    /// <summary>The disk that holds a path; null when the file system does.</summary>
    internal static SimulatedDisk? Of(string? path) =>
        path is not null && Path.GetDirectoryName(path) is { } directory && Disks.TryGetValue(directory, out var disk) ? disk : null;

    internal SimulatedHandle? Open(string path, bool mayCreate)
    {
        if (!_files.TryGetValue(path, out var file) && mayCreate)
        {
            _files.Add(path, file = new SimulatedFile());
        }

        return file is null ? null : new SimulatedHandle(this, file, _generation);
    }

    internal bool Exists(string path) => _files.ContainsKey(path);

    internal void Delete(string path)
    {
        if (_files.Remove(path, out var file))
        {
            file.Dispose();
        }
    }

    internal bool Serves(long generation) => generation == _generation && !IsDead;

    internal DiskAnswer Answer(DiskCall call, long generation)
    {
        if (!Serves(generation))
        {
            return DiskAnswer.Failed;
        }

        Calls++;
        var answer = OnCall?.Invoke(call) ?? DiskAnswer.Done;
        Failures += answer is DiskAnswer.Done or DiskAnswer.Forgotten ? 0 : 1;
        return answer;
    }
}
