using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.State;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Postgres;
using OrleansWa.Storage.Postgres.Contacts;
using OrleansWa.Storage.Postgres.Conversations;
using OrleansWa.Storage.Postgres.DeadLetters;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Messages;
using OrleansWa.Storage.Postgres.State;
using OrleansWa.Storage.Postgres.Webhooks;
using OrleansWa.Storage.Tests.Support;
using OrleansWa.Testing.Postgres;

namespace OrleansWa.Storage.Tests.Postgres;

/// <summary>
/// The plans that our connections get while tables are small, which is when a planner is most tempted to scan: they are kept while tables grow.
/// </summary>
[Collection(PostgresCollection.Name)]
public sealed partial class PostgresQueryPlanTests(PostgresServer server) : IAsyncLifetime
{
    private const string Keys3 = "text[],text[],text[]";

    private PostgresDatabase _database = null!;

    public async Task InitializeAsync()
    {
        _database = await PostgresDatabase.Create(server);
        var store = await _database.Open();
        var calls = Enumerable.Range(0, 40).Select(async i =>
        {
            var contact = (await store.Intake.Append(Some.Rows(Some.Routed(Some.Incoming($"w{i}", sender: Some.Sender($"55119876{i:d5}")))))).Events[0].ContactId;
            await store.Messages.Accept(new NewMessage(Some.Outgoing($"m{i}", contact, dueAt: Some.Noon.AddHours(i % 2)), $"key{i}", "hash"));
            await store.Intake.Append(Some.Rows(Some.Status(MessageStatus.Failed, $"x{i}")));
            await store.Intake.Append(Some.Rows(
                Some.Routed(Some.Change($"c{i}", MessageChangeKind.Reaction, $"w{i}", "x")), Some.Routed(Some.Incoming($"e{i}") with { FromHandset = true })) with
            {
                Unrouted = [new UnroutedMessage(ConnectorKind.CloudApi, "acme", Some.Incoming($"u{i}"))],
            });
            await store.States.Write(new StateKey("wa.test", $"acme/{i}", "state"), 0, 1, "{}");
        });
        await Task.WhenAll(calls);
        var outcomes = (await store.Messages.Claim(Some.Claim(limit: 10))).Messages.Select(one => store.Messages.RecordOutcome(Some.Outcome(one, MessageStatus.Failed)).AsTask());
        await Task.WhenAll(outcomes);
        await store.Engine.Transact(store.Engine.Young.Analyze);
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Theory]
    [InlineData(ClaimScan.SelectReady, "text[],text[],int[],bigint[],int", "using messages_ready")]
    [InlineData(ClaimScan.SelectBlockers, "text[],text[],text[],bigint[],bigint[]", "using messages_open")]
    [InlineData(ClaimScan.SelectNextScheduled, "text[],text[],int[]", "using messages_scheduled")]
    [InlineData(ClaimBatch.MarkReady, "text[],text[],int[],bigint[]", "using messages_scheduled", "using messages_pkey")]
    [InlineData(ClaimBatch.Take, "bigint[],bigint[],bigint[]", "using messages_pkey")]
    [InlineData(ClaimBatch.TakeBack, "text,text,bigint", "using messages_sending")]
    [InlineData(ClaimBatch.SelectClaimed, "bigint[]", "using messages_pkey", "using contacts_pkey", "using conversations_pkey", "using contact_aliases_by_contact")]
    [InlineData(OverdueRows.SelectSending, "text,text", "using messages_sending")]
    [InlineData(OverdueRows.SelectUnknown, "text,text,bigint,int", "using messages_unknown")]
    [InlineData(OverdueRows.SelectExpired, "text,text,bigint,int", "using messages_expiring")]
    [InlineData(OverdueRows.Resend, "bigint[],bigint,int,text,text,text,text", "using messages_pkey")]
    [InlineData(ControlRows.CancelPending, "text,text", "using messages_tenant_id_id_key")]
    [InlineData(ControlRows.RetryEnded, "text,text,bigint,bigint,bigint", "using messages_tenant_id_id_key", "message_attempts_pkey")]
    [InlineData(DeadLetterRows.SelectPage, "text,bigint,bigint,text,text,int", "Backward using messages_dead", "using messages_pkey")]
    [InlineData(DeadLetterRows.DismissEnded, "text,text,bigint", "using messages_tenant_id_id_key")]
    [InlineData(ListRows.SelectNewest, "text,text[],bigint,bigint,bigint,int", "Backward using messages_newest")]
    [InlineData(ListRows.SelectOfContact, "text,text[],text,bigint,int", "Backward using messages_history")]
    [InlineData(ListRows.SelectRows, "bigint[]", "using messages_pkey")]
    [InlineData(MessageAttemptRows.Interrupt, "text,text,bigint,text,text,text,text,text", "using messages_sending")]
    [InlineData(PostgresMessageStore.SelectOne, "text,text", "using messages_tenant_id_id_key", "using message_attempts_pkey")]
    [InlineData(PostgresMessageStore.SelectHistory, "text,text,text,bigint,int", "Backward using messages_history")]
    [InlineData(PostgresMessageStore.CountManual, "text,text,bigint,int", "using messages_by_hand")]
    [InlineData(MessageChangeRows.SelectOfMany, "text,text[],text[]", "using message_changes_pkey")]
    [InlineData(IncomingDeadLetterRows.SelectHead, "text,bigint,bigint,text,text,int", "Backward using incoming_dead_letters_open")]
    [InlineData(IncomingDeadLetterRows.SelectOne, "text,text", "using incoming_dead_letters_scope_id_key")]
    [InlineData(IncomingDeadLetterRows.EndOne, "text,text,bigint", "using incoming_dead_letters_scope_id_key")]
    [InlineData(RareArrivals.SelectKnown, "text[],text[]", "using messages_tenant_id_id_key")]
    [InlineData(RareArrivals.SelectSent, Keys3, "using messages_by_wamid")]
    [InlineData(RareArrivals.Supersede, "text[],text[]", "using messages_tenant_id_id_key")]
    [InlineData(PostgresIntakeStore.SelectOne, "text,text,text,bigint", "using inbox_pkey", "using messages_tenant_id_id_key")]
    [InlineData(PostgresIntakeStore.SelectUnhandled, "text,text,text,bigint,int", "using inbox_unhandled")]
    [InlineData(PostgresIntakeStore.SelectWithUnhandled, "text,text,bigint,int", "using inbox_unhandled")]
    [InlineData(InboxRows.SelectKnown, Keys3, "using inbox_tenant_id_channel_id_event_id_key")]
    [InlineData(StatusOverlay.SelectMissing, Keys3 + ",text[]", "using messages_tenant_id_id_key", "using messages_by_wamid")]
    [InlineData(
        MessageProgressRows.SelectLocked, Keys3 + "," + Keys3, "using messages_tenant_id_id_key", "using messages_by_wamid", "using messages_pkey")]
    [InlineData(MessageProgressRows.Update, "bigint[],int[],int[],text[],bigint[],bool[],bigint[],bigint[],bigint[],bigint[],bigint[],bigint[],text[],text[],text[],text[],text[],bool[]", "using messages_pkey")]
    [InlineData(ConsentRows.Update, "text[],text[],bigint[],bigint[],text[]", "using contacts_pkey")]
    [InlineData(PostgresConversationStore.SelectStanding, "text,text,text", "using conversations_pkey", "using contacts_pkey")]
    [InlineData(PostgresConversationStore.SelectWrittenTo, "text,text,bigint", "using conversations_pkey")]
    [InlineData(
        PostgresConversationStore.SelectPage,
        "text,bigint,text,text,int,bigint",
        "Backward using conversations_of_channel",
        "Index Cond: ((tenant_id = $1) AND (channel_id = channels.id) AND (ROW(last_activity_at, contact_id) < ROW(",
        "AND (last_activity_at = x.last_activity_at) AND (contact_id = x.contact_id))",
        "using contacts_pkey")]
    [InlineData(PostgresConversationStore.SelectPageOfChannel, "text,text,bigint,text,int", "Backward using conversations_of_channel")]
    [InlineData(ConversationRows.Lock, Keys3, "using conversations_pkey")]
    [InlineData(ConversationRows.UpdateInbound, Keys3 + ",bigint[],int[],bigint[],bigint[],bigint[]", "using conversations_pkey")]
    [InlineData(SendBatch.SelectByKey, Keys3, "using messages_idempotency")]
    [InlineData(SendBatch.SelectById, "text[],text[]", "using messages_tenant_id_id_key")]
    [InlineData(SendBatch.MarkHandled, Keys3 + ",bigint[]", "using inbox_unhandled")]
    [InlineData(ContactOverlay.SelectTakenOver, "text[],text[],text[],text[]", "using contact_aliases_pkey", "using contact_aliases_by_contact")]
    [InlineData(PostgresContactMergeStore.SelectOpen, "text,int", "using contact_merges_open")]
    [InlineData(PostgresContactMergeStore.SelectSurvivor, "text,text", "using contacts_pkey")]
    [InlineData(PostgresContactMergeStore.SelectRivals, "text,text,text", "using contact_aliases_by_contact")]
    [InlineData(PostgresContactMergeStore.MoveAliases, "text,text,text", "using contact_aliases_by_contact")]
    [InlineData(MovedConversationRows.SelectUnhandled, "text,text,text", "using inbox_unhandled")]
    [InlineData(MovedConversationRows.SelectSeqs, "text,text,text,int", "using messages_history")]
    [InlineData(MovedConversationRows.SelectChannels, "text,text", "using conversations_pkey")]
    [InlineData(ContactOverlay.SelectByAlias, "text[],int[],text[],text[]", "using contact_aliases_pkey", "using contacts_pkey")]
    [InlineData(ContactOverlay.UpdateContacts, "text[],text[],text[],text[],text[]", "using contacts_pkey")]
    [InlineData(StateBatch.Update, Keys3 + ",bigint[],int[],text[],bigint", "using grain_state_pkey")]
    [InlineData(StateBatch.Delete, Keys3 + ",bigint[]", "using grain_state_pkey")]
    [InlineData(PostgresStateStore.Select, "text,text,text", "using grain_state_pkey")]
    [InlineData(PostgresStateStore.SelectPage, "text,text,text,text,int", "using grain_state_pkey")]
    [InlineData(PostgresStateStore.SelectEntries, "text,text,text,text,int", "using grain_state_pkey")]
    [InlineData(PostgresStateStore.SelectOfGrain, "text,text", "using grain_state_pkey")]
    [InlineData(PostgresStateStore.SelectTypes, "", "using grain_state_pkey")]
    public async Task Query_UsesItsIndexes(string sql, string types, params string[] indexes)
    {
        var plan = await Plan(sql, types);
        foreach (var index in indexes)
        {
            plan.ShouldContain(index, Case.Sensitive, plan);
        }

        plan.ShouldNotContain("Seq Scan");
        plan.ShouldNotContain("Hash Join");
        plan.ShouldNotContain("Index Cond: (tenant_id = $1)\n"); // By the tenant alone: everything that it has.
    }

    /// <summary>Without any statistics, which is when joins with a whole tenant look cheap.</summary>
    [Fact]
    public async Task ListOverAllChannels_ReadsTheHeadOfEachChannel_HoweverManyRowsTheTenantHas()
    {
        await using var fresh = await PostgresDatabase.Create(server);
        await fresh.Open();
        await fresh.Sql("""
            INSERT INTO conversations (tenant_id, channel_id, contact_id, last_activity_at)
            SELECT 'many', 'ch' || n % 4, 'c' || n, n FROM generate_series(1, 8000) n
            """);
        var plan = await Explain(
            fresh, "ANALYZE, TIMING OFF, SUMMARY OFF, ", PostgresConversationStore.SelectPage, "text,bigint,text,text,int,bigint", "'many', 6000, 'ch1', 'c5', 11, 6001");
        plan.ShouldContain("Index Cond: ((tenant_id = $1) AND (channel_id > channels_1.id))");
        plan.ShouldContain("AND (last_activity_at = x.last_activity_at) AND (contact_id = x.contact_id))");
        var read = RowsOfANode().Matches(plan).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        read.Max().ShouldBe(4 * 11, plan); // The heads, before the newest of them are taken.
        RowsThrownAway().Matches(plan).ShouldBeEmpty(plan);
    }

    private Task<string> Plan(string sql, string types) =>
        Explain(_database, "", sql, types, string.Join(", ", types.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(_ => "NULL")));

    private static async Task<string> Explain(PostgresDatabase database, string options, string sql, string types, string values)
    {
        await using var writers = PostgresConnections.Writers(new PostgresStorageOptions { ConnectionString = database.ConnectionString });
        await using var connection = await writers.OpenConnectionAsync();
        await using var prepare = new NpgsqlCommand($"PREPARE asked {InBrackets(types)} AS {sql}", connection);
        await prepare.ExecuteNonQueryAsync();
        await using var explain = new NpgsqlCommand($"EXPLAIN ({options}COSTS OFF) EXECUTE asked {InBrackets(values)}", connection);
        await using var reader = await explain.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }

    private static string InBrackets(string list) => list.Length == 0 ? "" : $"({list})";

    [GeneratedRegex("Rows Removed by .*: [1-9]")]
    private static partial Regex RowsThrownAway();

    [GeneratedRegex(@"actual rows=([\d.]+)")]
    private static partial Regex RowsOfANode();
}
