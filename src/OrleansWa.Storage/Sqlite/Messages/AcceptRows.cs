using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.DeadLetters;
using OrleansWa.Storage.Sqlite.Contacts;
using OrleansWa.Storage.Sqlite.Conversations;
using OrleansWa.Storage.Sqlite.DeadLetters;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>Stores new outgoing rows: one from the API, or those of a conversation's turn.</summary>
internal sealed class AcceptRows(MessageRows rows, IncomingDeadLetterRows refused, TimeProvider clock)
{
    private const string Select = "SELECT " + MessageRows.Columns + ", m.request_hash FROM messages m";

    private const string SelectBySeq = Select + " WHERE m.seq = ?1";

    internal const string SelectByKey = Select + " WHERE m.tenant_id = ?1 AND m.channel_id = ?2 AND m.idempotency_key = ?3";

    private const string SelectById = Select + " WHERE m.tenant_id = ?1 AND m.id = ?2";

    internal const string MarkHandled = """
        UPDATE inbox SET handled = 1 WHERE tenant_id = ?1 AND channel_id = ?2 AND contact_id = ?3 AND handled = 0 AND seq <= ?4
        """;

    public AcceptResult Accept(SqliteDb db, NewMessage message)
    {
        if (FindEarlier(db, message) is { } earlier)
        {
            var same = earlier.RequestHash == message.RequestHash;
            return new AcceptResult(earlier.Row, Repeated: same, Mismatch: !same);
        }

        rows.Add(db, message);
        var stored = ReadBack(db, db.LastInsertRowId);
        ConversationRows.AddActivity(db, Conversation(stored), stored.CreatedAt);
        return new AcceptResult(stored, Repeated: false, Mismatch: false);
    }

    public bool CommitTurn(SqliteDb db, TurnCommit turn)
    {
        var key = new ConversationRef(turn.TenantId, turn.ChannelId, turn.ContactId);
        foreach (var message in turn.Messages)
        {
            if (rows.Add(db, message))
            {
                ConversationRows.AddActivity(db, Conversation(message.Row), message.Row.CreatedAt);
            }
        }

        if (turn.HandledThrough is { } seq)
        {
            db.Query(MarkHandled).Bind(turn.TenantId).Bind(turn.ChannelId).Bind(turn.ContactId).Bind(seq).Run();
        }

        if (turn.Consent is { } consent)
        {
            ConsentRows.Save(db, turn.TenantId, turn.ContactId, consent);
        }

        foreach (var one in turn.Refused)
        {
            refused.Add(db, IncomingDeadLetterRow.Of(turn, one));
        }

        if (turn.EndedDeadLetterId is { } ended)
        {
            IncomingDeadLetterRows.End(db, turn.TenantId, ended, clock.GetUtcNow());
        }

        if (turn.Summary is { } summary)
        {
            ConversationRows.SetSummary(db, key, summary, clock.GetUtcNow());
        }

        return true;
    }

    private static ConversationRef Conversation(MessageRow row) => new(row.TenantId, row.ChannelId, row.ContactId);

    private (MessageRow Row, string? RequestHash)? FindEarlier(SqliteDb db, NewMessage message)
    {
        if (message.IdempotencyKey is { } key)
        {
            using var byKey = db.Query(SelectByKey).Bind(message.Row.TenantId).Bind(message.Row.ChannelId).Bind(key);
            if (byKey.Step())
            {
                return Read(byKey);
            }
        }

        using var byId = db.Query(SelectById).Bind(message.Row.TenantId).Bind(message.Row.Id);
        return byId.Step() ? Read(byId) : null;
    }

    // Read back, so that a repeat is answered with the very same row (times are stored in whole milliseconds).
    private MessageRow ReadBack(SqliteDb db, long seq) => db.Query(SelectBySeq).Bind(seq).First(rows.Read)!;

    private (MessageRow Row, string? RequestHash) Read(SqliteStatement row) => (rows.Read(row), row.TextOrNull(MessageRows.ColumnCount));
}
