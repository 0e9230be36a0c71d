using System.Collections.Concurrent;
using OrleansWa.CloudApiEmulator.Inspection;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>The newest 50,000 messages that patients wrote, by id: only these can be marked as read.</summary>
internal sealed class InboundLog
{
    private readonly Ring<ChatLine> _ring = new(50_000);
    private readonly ConcurrentDictionary<string, ChatLine> _byId = new(StringComparer.Ordinal);

    public long Total => _ring.Total;

    public void Add(ChatLine line)
    {
        _byId[line.Id] = line;
        if (_ring.Add(line) is { } dropped) _byId.TryRemove(dropped.Id, out _);
    }

    public ChatLine? Find(string id) => _byId.GetValueOrDefault(id);

    public void Clear()
    {
        _ring.Clear();
        _byId.Clear();
    }
}
