using OrleansWa.Storage.Sqlite.Conversations;
using OrleansWa.Storage.Sqlite.DeadLetters;
using OrleansWa.Storage.Sqlite.Messages;
using OrleansWa.Storage.Sqlite.State;
using OrleansWa.Storage.Sqlite.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Sqlite;

/// <summary>What is asked often must be answered from an index, without a scan and without a sort, however many rows wait.</summary>
public sealed class QueryPlanTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(ClaimScan.SelectReady, "COVERING INDEX messages_ready (tenant_id=? AND channel_id=?)")]
    [InlineData(ClaimScan.SelectBlocker, "INDEX messages_open (tenant_id=? AND channel_id=? AND contact_id=? AND seq<?)")]
    [InlineData(ClaimScan.SelectNextScheduled, "INDEX messages_scheduled (tenant_id=? AND channel_id=? AND lane=?)")]
    [InlineData(ClaimRows.MarkReady, "INDEX messages_scheduled (tenant_id=? AND channel_id=? AND lane=? AND due_at<?)")]
    [InlineData(ClaimRows.TakeBack, "INDEX messages_sending (tenant_id=? AND channel_id=?)")]
    [InlineData(ContactStandings.SelectLastInbound, "conversations USING PRIMARY KEY (tenant_id=? AND channel_id=? AND contact_id=?)")]
    [InlineData(OverdueRows.SelectSending, "INDEX messages_sending (tenant_id=? AND channel_id=?)")]
    [InlineData(OverdueRows.SelectUnknown, "INDEX messages_unknown (tenant_id=? AND channel_id=? AND unknown_at<?)")]
    [InlineData(OverdueRows.SelectExpired, "INDEX messages_expiring (tenant_id=? AND channel_id=? AND expires_at>? AND expires_at<?)")]
    [InlineData(ControlRows.CancelPending, "INDEX sqlite_autoindex_messages_1 (tenant_id=? AND id=?)")]
    [InlineData(ControlRows.RetryEnded, "INDEX sqlite_autoindex_messages_1 (tenant_id=? AND id=?)")]
    [InlineData(DeadLetterRows.SelectSeqs, "COVERING INDEX messages_dead (tenant_id=? AND failed_at<?)")]
    [InlineData(ListRows.SelectNewest, "INDEX messages_newest (tenant_id=? AND channel_id=? AND created_at>? AND ")]
    [InlineData(ListRows.SelectOfContact, "INDEX messages_history (tenant_id=? AND channel_id=? AND contact_id=? AND seq<?)")]
    [InlineData(SqliteMessageStore.SelectHistory, "INDEX messages_history (tenant_id=? AND channel_id=? AND contact_id=? AND seq<?)")]
    [InlineData(SqliteMessageStore.CountManual, "INDEX messages_by_hand (tenant_id=? AND channel_id=? AND created_at>?)")]
    [InlineData(IncomingDeadLetterRows.SelectHead, "INDEX incoming_dead_letters_open (scope=? AND failed_at<?)")]
    [InlineData(SqliteIntakeStore.SelectOne, "SEARCH i USING INTEGER PRIMARY KEY (rowid=?)")]
    [InlineData(SqliteIntakeStore.SelectUnhandled, "INDEX inbox_unhandled (tenant_id=? AND channel_id=? AND contact_id=? AND seq>?)")]
    [InlineData(SqliteIntakeStore.SelectWithUnhandled, "COVERING INDEX inbox_unhandled (tenant_id=? AND channel_id=?)")]
    [InlineData(StatusRows.SelectByWhatsAppId, "INDEX messages_by_wamid (tenant_id=? AND channel_id=? AND wamid=?)")]
    [InlineData(NewestConversations.SelectNextChannel, "(tenant_id=? AND channel_id>?)")]
    [InlineData(NewestConversations.SelectHead, "COVERING INDEX conversations_of_channel (tenant_id=? AND channel_id=? AND last_activity_at>? AND ")]
    [InlineData(SqliteConversationStore.SelectPageOfChannel, "INDEX conversations_of_channel (tenant_id=? AND channel_id=? AND ")]
    [InlineData(AcceptRows.SelectByKey, "INDEX messages_idempotency (tenant_id=? AND channel_id=? AND idempotency_key=?)")]
    [InlineData(AcceptRows.MarkHandled, "INDEX inbox_unhandled (tenant_id=? AND channel_id=? AND contact_id=? AND seq<?)")]
    [InlineData(SqliteStateStore.SelectEntries, "grain_state USING PRIMARY KEY (grain_type=? AND grain_key=?)")]
    [InlineData(SqliteStateStore.SelectEntries, "grain_state USING PRIMARY KEY (grain_type=? AND grain_key>? AND grain_key<?)")]
    [InlineData(SqliteStateStore.SelectOfGrain, "grain_state USING PRIMARY KEY (grain_type=? AND grain_key=?)")]
    public async Task Query_UsesItsIndex(string sql, string index)
    {
        var db = (await _file.Open()).Engine.WriterDb;
        var plan = string.Join('\n', db.Query("EXPLAIN QUERY PLAN " + sql).All(row => row.Text(3)));
        plan.ShouldContain(index);
        plan.ShouldNotContain("SCAN");
        plan.ShouldNotContain("TEMP B-TREE");
    }

    [Fact]
    public async Task Changes_AreFoundByTheirKeyInOneStatement()
    {
        var db = (await _file.Open()).Engine.WriterDb;
        var plan = string.Join('\n', db.Query("EXPLAIN QUERY PLAN " + MessageChangeRows.SelectOfMany).All(row => row.Text(3)));
        plan.ShouldBe("SEARCH message_changes USING PRIMARY KEY (tenant_id=? AND channel_id=? AND wamid=?)");
    }

    // The rows of the recursion itself, one per grain type, are scanned; the table is not.
    [Fact]
    public async Task Types_AreFoundBySeeking()
    {
        var db = (await _file.Open()).Engine.WriterDb;
        var plan = string.Join('\n', db.Query("EXPLAIN QUERY PLAN " + SqliteStateStore.SelectTypes).All(row => row.Text(3)));
        plan.ShouldContain("SEARCH grain_state USING PRIMARY KEY (grain_type>?)");
        plan.ShouldNotContain("SCAN grain_state");
    }
}
