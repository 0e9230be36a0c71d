using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using OrleansWa.CloudApiEmulator.Clock;

namespace OrleansWa.CloudApiEmulator.Media;

/// <summary>Files in memory, bounded in bytes (the oldest drops), each with the life time Meta gives it.</summary>
internal sealed class MediaStore(EmulatorOptions options, EmulatorClock clock)
{
    public static readonly TimeSpan UploadedLife = TimeSpan.FromDays(30);
    public static readonly TimeSpan ReceivedLife = TimeSpan.FromDays(7);
    private const long FirstId = 1_013_859_600_000_000;

    private readonly ConcurrentDictionary<string, MediaFile> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<MediaFile> _order = new();
    private long _lastId = FirstId;
    private long _bytes;

    public MediaFile Add(string phoneNumberId, string mimeType, byte[] bytes, string? fileName, TimeSpan life)
    {
        var id = Interlocked.Increment(ref _lastId).ToString(CultureInfo.InvariantCulture);
        var file = new MediaFile(id, phoneNumberId, mimeType, bytes, Convert.ToBase64String(SHA256.HashData(bytes)), fileName, clock.GetUtcNow() + life);
        _files[id] = file;
        _order.Enqueue(file);
        Interlocked.Add(ref _bytes, bytes.Length);
        DropOldest();
        return file;
    }

    /// <summary>The file, unless it is unknown, deleted or past its life.</summary>
    public MediaFile? Find(string id) => _files.TryGetValue(id, out var file) && file.ExpiresAt > clock.GetUtcNow() ? file : null;

    public void Remove(string id)
    {
        // The entry in the order queue stays and is skipped when its turn comes.
        if (_files.TryRemove(id, out var file)) Interlocked.Add(ref _bytes, -file.Bytes.Length);
    }

    public void Clear()
    {
        _files.Clear();
        _order.Clear();
        Interlocked.Exchange(ref _bytes, 0);
    }

    private void DropOldest()
    {
        while (Interlocked.Read(ref _bytes) > options.MediaCapacityBytes && _order.TryDequeue(out var oldest)) Remove(oldest.Id);
    }
}
