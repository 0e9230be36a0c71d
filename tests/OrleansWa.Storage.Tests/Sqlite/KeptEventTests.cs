using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Sqlite;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Sqlite;

public sealed class KeptEventTests : IDisposable
{
    private readonly SqliteFile _file = new();

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Append_KeepsWhatNoConversationHandles()
    {
        var store = await _file.Open();
        var nameless = Some.Routed(Some.Incoming("w1", sender: new ContactIdentity([], null, null)));
        var unknown = Some.Status(MessageStatus.Unknown, "w2", "m2");
        var change = new KeptEvent("_platform", null, null, "account_update", "1000", """{"event":"x"}""");
        await store.Intake.Append(new IntakeRows([nameless], [unknown], [change], Some.Noon, "trace-1"));
        Kept(store).ShouldBe(
        [
            """_platform||account_update|{"event":"x"}""",
            """acme|main|message_without_sender|{"id":"w1"}""",
            """acme|main|status_unknown|{"id":"w2","biz_opaque_callback_data":"m2","timestamp":1772452800}""",
        ]);
    }

    [Fact]
    public async Task Append_LetsTheOldestLeave()
    {
        var store = await _file.Open(new SqliteStorageOptions { KeptEventRetention = TimeSpan.FromDays(1) });
        foreach (var day in new[] { 0, 0, 0, 1, 2, 3 })
        {
            var change = new KeptEvent("_platform", null, null, $"day{day}", null, "{}");
            await store.Intake.Append(new IntakeRows([], [], [change], Some.Noon.AddDays(day), null));
        }

        Kept(store).ShouldBe(["_platform||day2|{}", "_platform||day3|{}"]);
    }

    private static IReadOnlyList<string> Kept(SqliteStore store) => store.Engine.WriterDb
        .Query("SELECT app || '|' || coalesce(channel_id, '') || '|' || field || '|' || CAST(content AS TEXT) FROM kept_events ORDER BY seq")
        .All(row => row.Text(0));
}
