using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Messages;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Messages;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>Applies the statuses of a batch, or lets them wait for their messages.</summary>
internal sealed class StatusOverlay(List<RoutedStatus> statuses)
{
    internal const string SelectMissing = """
        SELECT u.i FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS u (tenant_id, channel_id, id, wamid, i)
        WHERE NOT EXISTS (SELECT FROM messages x WHERE x.tenant_id = u.tenant_id AND x.id = u.id AND x.channel_id = u.channel_id AND x.outbound)
            AND NOT EXISTS (SELECT FROM messages x
                WHERE x.tenant_id = u.tenant_id AND x.channel_id = u.channel_id AND x.wamid = u.wamid AND x.outbound AND x.wamid IS NOT NULL)
        """;

    private readonly MessageOverlay _messages = new();
    private readonly Dictionary<EarlyStatus, (ReportedStatus Status, DateTimeOffset ReceivedAt)> _early = [];
    private readonly Dictionary<EarlyStatus, IntakeCall> _earlyCalls = [];
    private List<RoutedStatus> _missing = [];

    public bool IsEmpty => statuses.Count == 0;

    public bool HasEarly => _early.Count > 0;

    public void AddLook(PgBatch batch) => batch.Add(SelectMissing).Texts(statuses, s => s.TenantId).Texts(statuses, s => s.ChannelId)
        .Texts(statuses, s => s.Status.MessageId).Texts(statuses, s => s.Status.WhatsAppId);

    public async Task ReadLook(PgResults results) => _missing = await results.Next(row => statuses[(int)row.Long(0) - 1]);

    /// <summary>
    /// Those without a message take the lock of their WhatsApp id, and are looked for once more under it; so do echoes, whose statuses may wait. When it
    /// says true, the batch has a result of <see cref="PgLocks"/>.
    /// </summary>
    public bool AddLocks(PgBatch batch, IEnumerable<IntakeMessage> echoes)
    {
        var keys = _missing.Select(s => EarlyStatusRows.LockOf(s.TenantId, s.ChannelId, s.Status.WhatsAppId))
            .Concat(echoes.Select(e => EarlyStatusRows.LockOf(e.TenantId, e.ChannelId, e.Message.WhatsAppId))).ToList();
        if (keys.Count > 0)
        {
            PgLocks.AddTo(batch, keys);
        }

        return keys.Count > 0;
    }

    public void AddSelect(PgBatch batch)
    {
        var byId = statuses.Where(s => s.Status.MessageId is not null).ToList();
        batch.Add(MessageProgressRows.SelectLocked)
            .Texts(byId, s => s.TenantId).Texts(byId, s => s.ChannelId).Texts(byId, s => s.Status.MessageId)
            .Texts(statuses, s => s.TenantId).Texts(statuses, s => s.ChannelId).Texts(statuses, s => s.Status.WhatsAppId);
    }

    public async Task ReadSelect(PgResults results) => (await results.Next(MessageProgressRows.Read)).ForEach(_messages.Add);

    public void Apply(IntakeCall call, RoutedStatus routed)
    {
        var (tenant, channel, status) = (routed.TenantId, routed.ChannelId, routed.Status);
        var report = ReportedStatus.Of(routed, call.ReceivedAt);
        var message = _messages.ById(tenant, channel, status.MessageId) ?? _messages.ByWhatsAppId(tenant, channel, status.WhatsAppId);
        if (message is null)
        {
            Wait(call, new EarlyStatus(tenant, channel, status.WhatsAppId, status.Status), report);
            return;
        }

        var next = MessageProgressRules.Report(message, report);
        if (next != message)
        {
            _messages.Save(next);
            call.Count(routed, StatusEffect.Of(message, next, report));
        }
    }

    /// <summary>Adds what was decided; a result for <see cref="ReadWrites"/> only with <see cref="HasEarly"/>.</summary>
    public void AddWrites(PgBatch batch, TimeSpan retention)
    {
        MessageProgressRows.AddSave(batch, _messages.Changed);
        if (HasEarly)
        {
            EarlyStatusRows.AddInsert(batch, _early, retention);
        }
    }

    public async Task ReadWrites(PgResults results)
    {
        foreach (var inserted in await EarlyStatusRows.ReadInserted(results))
        {
            _earlyCalls[inserted].Applied++;
        }
    }

    private void Wait(IntakeCall call, EarlyStatus key, ReportedStatus report)
    {
        if (_early.TryAdd(key, (report, call.ReceivedAt)))
        {
            _earlyCalls.Add(key, call);
        }
    }
}
