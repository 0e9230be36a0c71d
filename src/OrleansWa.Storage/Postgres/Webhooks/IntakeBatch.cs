using OrleansWa.Contracts;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Contacts;
using OrleansWa.Storage.Postgres.Contacts;
using OrleansWa.Storage.Postgres.Conversations;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Messages;
using OrleansWa.Storage.Webhooks;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>
/// Stores the webhook calls of a batch in three round trips: look (what is known), lock and number (contacts, conversations, numbers, messages of
/// statuses), write. Decisions are made in memory, in the order of the calls, by the same rules as in SQLite.
/// </summary>
internal sealed class IntakeBatch(MessageRows rows, IIdSource ids, PostgresStorageOptions options) : IBatchWork<IntakeRows, IntakeStored>
{
    public async Task Run(PgSession session, IReadOnlyList<BatchUnit<IntakeRows, IntakeStored>> units)
    {
        var calls = Prepare(units);
        var contacts = new ContactOverlay(ids);
        var statuses = new StatusOverlay([.. calls.SelectMany(call => call.Statuses)]);
        var known = await Look(session, calls, contacts, statuses);
        var news = Sort(calls, contacts, known);
        var (last, numbers) = await Lock(session, contacts, statuses, news);
        var (inbox, activity) = Number(news, last, numbers);
        foreach (var call in calls)
        {
            call.Statuses.ForEach(status => statuses.Apply(call, status));
        }

        await Write(session, [.. calls.SelectMany(call => call.Kept)], inbox, activity, statuses);
        calls.ForEach(call => call.Conclude());
    }

    private List<IntakeCall> Prepare(IReadOnlyList<BatchUnit<IntakeRows, IntakeStored>> units)
    {
        var calls = new List<IntakeCall>(units.Count);
        foreach (var unit in units)
        {
            try
            {
                calls.Add(new IntakeCall(unit, rows));
            }
            catch (Exception failure)
            {
                unit.Failure = failure;
            }
        }

        return calls;
    }

    private static async Task<HashSet<int>> Look(PgSession session, List<IntakeCall> calls, ContactOverlay contacts, StatusOverlay statuses)
    {
        var messages = calls.SelectMany(call => call.Messages).ToList();
        messages.ForEach(message => contacts.Want(message.TenantId, message.Sender));
        if (messages.Count == 0 && statuses.IsEmpty)
        {
            return [];
        }

        await using var batch = session.Batch();
        InboxRows.AddLook(batch, messages);
        contacts.AddLook(batch);
        statuses.AddLook(batch);
        return await batch.Query(async results =>
        {
            var known = await InboxRows.ReadLook(results);
            await contacts.ReadLook(results);
            await statuses.ReadLook(results);
            return known;
        });
    }

    /// <summary>The new events with their contacts; what is known, or stands twice in the batch, is a duplicate and changes nothing.</summary>
    private static List<(IntakeCall Call, IntakeMessage Message, ContactRow Contact)> Sort(List<IntakeCall> calls, ContactOverlay contacts, HashSet<int> known)
    {
        var news = new List<(IntakeCall, IntakeMessage, ContactRow)>();
        var seen = new HashSet<(string, string, string)>();
        var index = 0;
        foreach (var call in calls)
        {
            foreach (var message in call.Messages)
            {
                if (known.Contains(index++) || !seen.Add((message.TenantId, message.ChannelId, message.EventId)))
                {
                    call.Duplicates++;
                }
                else
                {
                    news.Add((call, message, contacts.Resolve(message.TenantId, message.Sender, call.ReceivedAt)));
                }
            }
        }

        return news;
    }

    /// <summary>Advisory locks, contacts, conversations, messages: every transaction locks in this order.</summary>
    private static async Task<(Dictionary<ConversationRef, long> Last, Queue<long> Numbers)> Lock(
        PgSession session,
        ContactOverlay contacts,
        StatusOverlay statuses,
        List<(IntakeCall Call, IntakeMessage Message, ContactRow Contact)> news)
    {
        if (news.Count == 0 && statuses.IsEmpty)
        {
            return ([], []);
        }

        await using var batch = session.Batch();
        if (statuses.HasMissing)
        {
            statuses.AddLocks(batch);
        }

        var hasAliases = contacts.AddWrites(batch);
        if (news.Count > 0)
        {
            ConversationRows.AddLock(batch, Conversations(news));
            InboxRows.AddDraw(batch, news.Count);
        }

        if (!statuses.IsEmpty)
        {
            statuses.AddSelect(batch);
        }

        return await batch.Query(async results =>
        {
            await (statuses.HasMissing ? PgLocks.Taken(results) : Task.CompletedTask);
            await (hasAliases ? contacts.ReadWrites(results) : Task.CompletedTask);
            var last = news.Count > 0 ? await ConversationRows.ReadLocked(results) : [];
            var numbers = news.Count > 0 ? await InboxRows.ReadDrawn(results) : [];
            await (statuses.IsEmpty ? Task.CompletedTask : statuses.ReadSelect(results));
            return (last, numbers);
        });
    }

    private static SortedDictionary<ConversationRef, DateTimeOffset> Conversations(List<(IntakeCall Call, IntakeMessage Message, ContactRow Contact)> news)
    {
        var conversations = new SortedDictionary<ConversationRef, DateTimeOffset>(ConversationRows.Order);
        foreach (var (call, message, contact) in news)
        {
            conversations.TryAdd(
                new ConversationRef(message.TenantId, message.ChannelId, contact.Id), InboundRules.ActivityAt(call.Event(message, contact)));
        }

        return conversations;
    }

    private static (List<InboxRow> Inbox, SortedDictionary<ConversationRef, InboundActivity> Activity) Number(
        List<(IntakeCall Call, IntakeMessage Message, ContactRow Contact)> news, Dictionary<ConversationRef, long> last, Queue<long> numbers)
    {
        var inbox = new List<InboxRow>(news.Count);
        var activity = new SortedDictionary<ConversationRef, InboundActivity>(ConversationRows.Order);
        foreach (var (call, message, contact) in news)
        {
            var key = new ConversationRef(message.TenantId, message.ChannelId, contact.Id);
            var inbound = call.Event(message, contact) with { PreviousSeq = last[key], Seq = numbers.Dequeue() };
            last[key] = inbound.Seq;
            var stored = new StoredEvent(key.TenantId, key.ChannelId, key.ContactId, inbound);
            inbox.Add(new InboxRow(call, message, key, stored));
            var (before, at) = (activity.GetValueOrDefault(key), InboundRules.ActivityAt(inbound));
            activity[key] = new InboundActivity(inbound.Seq, before.Unread + 1, at > before.At ? at : before.At);
        }

        return (inbox, activity);
    }

    private async Task Write(
        PgSession session, List<KeptRow> kept, List<InboxRow> inbox, SortedDictionary<ConversationRef, InboundActivity> activity, StatusOverlay statuses)
    {
        await using var batch = session.Batch();
        statuses.AddWrites(batch, options.EarlyStatusRetention);
        KeptEventRows.Add(batch, kept, options.KeptEventRetention);
        if (inbox.Count > 0)
        {
            InboxRows.AddInsert(batch, inbox);
            MessageRows.AddInsert(batch, inbox.ConvertAll(row => row.History));
            ConversationRows.AddInbound(batch, activity);
        }

        if (!statuses.HasEarly && inbox.Count == 0)
        {
            await batch.Run();
            return;
        }

        await batch.Query<object?>(async results =>
        {
            await (statuses.HasEarly ? statuses.ReadWrites(results) : Task.CompletedTask);
            await (inbox.Count > 0 ? InboxRows.ReadInserted(results, inbox.Count) : Task.CompletedTask);
            return null;
        });
        inbox.ForEach(row => row.Call.Events.Add(row.Stored));
    }
}
