using OrleansWa.Storage.Messages;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>The locked messages of a batch, as its units leave them one after the other.</summary>
internal sealed class MessageOverlay
{
    private readonly Dictionary<(string TenantId, string ChannelId, string Id), long> _byId = [];
    private readonly Dictionary<(string TenantId, string ChannelId, string WhatsAppId), long> _byWhatsAppId = [];
    private readonly Dictionary<long, (string TenantId, string ChannelId, MessageProgress Message)> _rows = [];
    private readonly SortedSet<long> _changed = [];

    public IReadOnlyList<MessageProgress> Changed => [.. _changed.Select(seq => _rows[seq].Message)];

    public void Add((string TenantId, string ChannelId, string Id, MessageProgress Message) row)
    {
        _byId[(row.TenantId, row.ChannelId, row.Id)] = row.Message.Seq;
        _rows[row.Message.Seq] = (row.TenantId, row.ChannelId, row.Message);
        Index(row.TenantId, row.ChannelId, row.Message);
    }

    public MessageProgress? ById(string tenantId, string channelId, string? id) =>
        id is not null && _byId.TryGetValue((tenantId, channelId, id), out var seq) ? _rows[seq].Message : null;

    public MessageProgress? ByWhatsAppId(string tenantId, string channelId, string whatsAppId) =>
        _byWhatsAppId.TryGetValue((tenantId, channelId, whatsAppId), out var seq) ? _rows[seq].Message : null;

    public void Save(MessageProgress message)
    {
        var (tenantId, channelId, _) = _rows[message.Seq];
        _rows[message.Seq] = (tenantId, channelId, message);
        _changed.Add(message.Seq);
        Index(tenantId, channelId, message);
    }

    private void Index(string tenantId, string channelId, MessageProgress message)
    {
        if (message.WhatsAppId is { } whatsAppId)
        {
            _byWhatsAppId.TryAdd((tenantId, channelId, whatsAppId), message.Seq);
        }
    }
}
