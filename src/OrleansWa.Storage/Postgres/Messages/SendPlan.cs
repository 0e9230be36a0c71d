using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Postgres.Conversations;
using OrleansWa.Storage.Postgres.Engine;

namespace OrleansWa.Storage.Postgres.Messages;

/// <summary>Which rows of a batch are new and which are repeats: of what is stored, or of each other.</summary>
internal sealed class SendPlan
{
    private readonly Dictionary<(string TenantId, string ChannelId, string Key), (string TenantId, string Id)> _byKey = [];
    private readonly Dictionary<(string TenantId, string Id), SendEarlier> _stored = [];
    private readonly Dictionary<(string TenantId, string Id), EncodedMessage> _pending = [];
    private readonly Dictionary<(string TenantId, string Id), long> _seqs = [];
    private readonly List<(BatchUnit<SendRequest, AcceptResult> Unit, EncodedMessage Message, (string TenantId, string Id) Target)> _accepts = [];

    /// <summary>Rows to insert, in order.</summary>
    public List<EncodedMessage> New { get; } = [];

    /// <summary>Last activity that the new rows give their conversations.</summary>
    public SortedDictionary<ConversationRef, DateTimeOffset> Activity { get; } = new(ConversationRows.Order);

    public void AddEarlier(SendEarlier earlier)
    {
        var id = (earlier.Row.TenantId, earlier.Row.Id);
        _stored[id] = earlier;
        if (earlier.IdempotencyKey is { } key)
        {
            _byKey[(earlier.Row.TenantId, earlier.Row.ChannelId, key)] = id;
        }
    }

    public void Add(BatchUnit<SendRequest, AcceptResult> unit, List<EncodedMessage> messages)
    {
        foreach (var message in messages)
        {
            var target = Target(message);
            if (unit.Request.Accept is not null)
            {
                _accepts.Add((unit, message, target));
            }
        }
    }

    /// <summary>What was inserted. A row of a turn that is there already is left as it is.</summary>
    public void Inserted(List<(long Seq, string TenantId, string Id)> rows)
    {
        foreach (var (seq, tenantId, id) in rows)
        {
            _seqs.Add((tenantId, id), seq);
        }
    }

    /// <summary>Gives each accept its answer.</summary>
    public void Conclude()
    {
        foreach (var (unit, message, target) in _accepts)
        {
            unit.Result = Answer(message, target);
        }
    }

    private AcceptResult Answer(EncodedMessage message, (string TenantId, string Id) target)
    {
        if (_stored.TryGetValue(target, out var earlier))
        {
            return Repeat(earlier.Row, earlier.RequestHash == message.RequestHash);
        }

        if (!_seqs.TryGetValue(target, out var seq))
        {
            throw new RaceException("a message"); // It is there already; the next run looks first.
        }

        var pending = _pending[target];
        var row = pending.Row with { Seq = seq };
        return ReferenceEquals(pending, message)
            ? new AcceptResult(row, Repeated: false, Mismatch: false)
            : Repeat(row, pending.RequestHash == message.RequestHash);
    }

    private static AcceptResult Repeat(MessageRow row, bool same) => new(row, Repeated: same, Mismatch: !same);

    /// <summary>The row that a message leads to: the one with its key, the one with its id, or itself, which is new then.</summary>
    private (string TenantId, string Id) Target(EncodedMessage message)
    {
        var row = message.Row;
        var id = (row.TenantId, row.Id);
        var key = (row.TenantId, row.ChannelId, message.IdempotencyKey ?? "");
        if (message.IdempotencyKey is not null && _byKey.TryGetValue(key, out var byKey))
        {
            return byKey;
        }

        if (_stored.ContainsKey(id) || !_pending.TryAdd(id, message))
        {
            return id;
        }

        if (message.IdempotencyKey is not null)
        {
            _byKey[key] = id;
        }

        New.Add(message);
        var conversation = new ConversationRef(row.TenantId, row.ChannelId, row.ContactId);
        Activity[conversation] = Activity.TryGetValue(conversation, out var at) && at > row.CreatedAt ? at : row.CreatedAt;
        return id;
    }
}
