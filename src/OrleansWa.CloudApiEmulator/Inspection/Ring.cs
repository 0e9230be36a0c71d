namespace OrleansWa.CloudApiEmulator.Inspection;

/// <summary>Keeps the newest entries up to a limit; at the limit the oldest drops.</summary>
internal sealed class Ring<T>(int capacity) where T : class
{
    private readonly Lock _gate = new();
    private readonly T?[] _items = new T?[Math.Max(1, capacity)];
    private long _total;

    public long Total
    {
        get
        {
            lock (_gate) return _total;
        }
    }

    /// <summary>Adds one and returns the entry it pushed out, if any.</summary>
    public T? Add(T item)
    {
        lock (_gate)
        {
            var slot = (int)(_total++ % _items.Length);
            var dropped = _items[slot];
            _items[slot] = item;
            return dropped;
        }
    }

    /// <summary>The entry added so many additions ago (0 is the newest); null when it is gone or never was.</summary>
    public T? Ago(int additions)
    {
        lock (_gate)
        {
            var index = _total - 1 - additions;
            return index < 0 || additions >= _items.Length ? null : _items[(int)(index % _items.Length)];
        }
    }

    /// <summary>Everything kept, newest first.</summary>
    public IReadOnlyList<T> Newest()
    {
        lock (_gate)
        {
            var count = (int)Math.Min(_total, _items.Length);
            var copy = new T[count];
            for (var i = 0; i < count; i++) copy[i] = _items[(int)((_total - 1 - i) % _items.Length)]!;
            return copy;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            Array.Clear(_items);
            _total = 0;
        }
    }
}
