using System.Buffers;

namespace OrleansWa.Testing.Disks;

/// <summary>Bytes of a file, and what was done to them since the last sync.</summary>
internal sealed class SimulatedFile : IDisposable
{
    // Below the size from which the heap treats arrays as large.
    private const int ChunkSize = 64 * 1024;
    private readonly List<byte[]> _chunks = [];
    private readonly List<Change> _unsynced = [];

    public long Length { get; private set; }

    /// <summary>Who has it open and what they have locked.</summary>
    public List<SimulatedHandle> Handles { get; } = [];

    /// <summary>The index of a write-ahead log that connections share; a new one after a crash, as the old one was only memory.</summary>
    public SharedIndex Index { get; private set; } = new();

    /// <summary>Fills the buffer with what there is; the rest is zero. Returns how much there was.</summary>
    public int Read(Span<byte> buffer, long offset)
    {
        var there = (int)Math.Clamp(Length - offset, 0, buffer.Length);
        CopyTo(buffer[..there], offset);
        buffer[there..].Clear();
        return there;
    }

    public void Write(ReadOnlySpan<byte> bytes, long offset)
    {
        var before = new byte[bytes.Length];
        Read(before, offset);
        _unsynced.Add(new Change(offset, before, Length, bytes.ToArray(), Math.Max(Length, offset + bytes.Length)));
        Put(bytes, offset);
    }

    public void Truncate(long length)
    {
        if (length >= Length)
        {
            return;
        }

        var cut = new byte[Length - length];
        Read(cut, length);
        _unsynced.Add(new Change(length, cut, Length, null, length));
        Cut(length);
    }

    public void Sync() => _unsynced.Clear();

    /// <summary>Back to the last sync, and from there on some of what was done since.</summary>
    public void LosePower(Random dice)
    {
        for (var at = _unsynced.Count - 1; at >= 0; at--)
        {
            var change = _unsynced[at];
            Put(change.Before, change.Offset);
            Cut(change.LengthBefore);
        }

        foreach (var change in _unsynced)
        {
            Redo(change, dice.Next(3));
        }

        _unsynced.Clear();
        Handles.Clear();
        Index = new SharedIndex();
    }

    public void Dispose()
    {
        _chunks.ForEach(chunk => ArrayPool<byte>.Shared.Return(chunk));
        _chunks.Clear();
        (Length, Index) = (0, new SharedIndex());
        _unsynced.Clear();
    }

    private void Redo(Change change, int fate)
    {
        if (fate == 0)
        {
            return;
        }

        if (change.After is not { } after)
        {
            Cut(change.LengthAfter);
        }
        else
        {
            Put(fate == 1 ? after : after.AsSpan(0, after.Length / 2), change.Offset);
        }
    }

    private void Put(ReadOnlySpan<byte> bytes, long offset)
    {
        Grow(offset + bytes.Length);
        for (var done = 0; done < bytes.Length;)
        {
            var (chunk, at) = Math.DivRem(offset + done, ChunkSize);
            var count = (int)Math.Min(bytes.Length - done, ChunkSize - at);
            bytes.Slice(done, count).CopyTo(_chunks[(int)chunk].AsSpan((int)at));
            done += count;
        }
    }

    private void Grow(long length)
    {
        while ((long)_chunks.Count * ChunkSize < length)
        {
            var chunk = ArrayPool<byte>.Shared.Rent(ChunkSize);
            chunk.AsSpan(0, ChunkSize).Clear();
            _chunks.Add(chunk);
        }

        Length = Math.Max(Length, length);
    }

    // What is beyond the end must be zero when the file grows again.
    private void Cut(long length)
    {
        for (var at = length; at < Length;)
        {
            var (chunk, from) = Math.DivRem(at, ChunkSize);
            var count = (int)Math.Min(Length - at, ChunkSize - from);
            _chunks[(int)chunk].AsSpan((int)from, count).Clear();
            at += count;
        }

        Length = Math.Min(Length, length);
    }

    private void CopyTo(Span<byte> target, long offset)
    {
        for (var done = 0; done < target.Length;)
        {
            var (chunk, at) = Math.DivRem(offset + done, ChunkSize);
            var count = (int)Math.Min(target.Length - done, ChunkSize - at);
            _chunks[(int)chunk].AsSpan((int)at, count).CopyTo(target[done..]);
            done += count;
        }
    }

    private sealed record Change(long Offset, byte[] Before, long LengthBefore, byte[]? After, long LengthAfter);
}
