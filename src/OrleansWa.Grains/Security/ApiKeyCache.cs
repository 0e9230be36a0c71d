using System.Collections.Concurrent;
using OrleansWa.Contracts.Security;

namespace OrleansWa.Grains.Security;

/// <summary>
/// Keys seen a moment ago, so that a request does not cost a read. Only keys that exist are kept: guesses cannot fill it. At most 10,000
/// keys for at most 10 s; at the limit it starts afresh.
/// </summary>
public sealed class ApiKeyCache(TimeProvider time)
{
    private const int EntriesMax = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (ApiKeyRow Row, DateTimeOffset ReadAt)> _rows = new(StringComparer.Ordinal);

    /// <summary>The key, if it was read within the last 10 s.</summary>
    public ApiKeyRow? Find(string hash) =>
        _rows.TryGetValue(hash, out var entry) && time.GetUtcNow() - entry.ReadAt < Life ? entry.Row : null;

    /// <summary>Keeps what was read; null is not kept.</summary>
    public ApiKeyRow? Keep(string hash, ApiKeyRow? row)
    {
        if (row is null)
        {
            return null;
        }

        if (_rows.Count >= EntriesMax)
        {
            _rows.Clear();
        }

        _rows[hash] = (row, time.GetUtcNow());
        return row;
    }

    /// <summary>Forgets all, because one was revoked.</summary>
    public void Clear() => _rows.Clear();
}
