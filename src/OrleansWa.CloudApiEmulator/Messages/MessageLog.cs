using System.Collections.Concurrent;
using OrleansWa.CloudApiEmulator.Inspection;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>The accepted messages, bounded: the oldest drops, and only the newest 20,000 keep their content.</summary>
internal sealed class MessageLog(EmulatorOptions options)
{
    private const int ContentsMax = 20_000;

    private readonly Ring<AcceptedMessage> _ring = new(options.MessageCapacity);
    private readonly ConcurrentDictionary<string, AcceptedMessage> _byId = new(StringComparer.Ordinal);

    /// <summary>Raised when a message was added.</summary>
    public event Action<AcceptedMessage>? Accepted;

    public long Total => _ring.Total;

    public void Add(AcceptedMessage message)
    {
        _byId[message.Id] = message;
        if (_ring.Add(message) is { } dropped) _byId.TryRemove(dropped.Id, out _);
        if (_ring.Ago(ContentsMax) is { } old) old.Body = null;
        Accepted?.Invoke(message);
    }

    public AcceptedMessage? Find(string id) => _byId.GetValueOrDefault(id);

    public IEnumerable<AcceptedMessage> Query(string? to, string? callbackData, string? phoneNumberId) => _ring.Newest()
        .Where(m => to is null || m.To == to || m.WaId == to)
        .Where(m => callbackData is null || m.CallbackData == callbackData)
        .Where(m => phoneNumberId is null || m.PhoneNumberId == phoneNumberId);

    /// <summary>Callback data that more than one accepted message carries: messages the product sent twice.</summary>
    public IReadOnlyDictionary<string, int> Duplicates() => _ring.Newest()
        .Where(m => m.CallbackData is not null)
        .GroupBy(m => m.CallbackData!, StringComparer.Ordinal)
        .Where(g => g.Count() > 1)
        .ToDictionary(g => g.Key, g => g.Count());

    public void Clear()
    {
        _ring.Clear();
        _byId.Clear();
    }
}
