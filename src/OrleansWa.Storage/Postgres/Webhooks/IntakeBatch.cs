using OrleansWa.Contracts;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Postgres.Contacts;
using OrleansWa.Storage.Postgres.Conversations;
using OrleansWa.Storage.Postgres.DeadLetters;
using OrleansWa.Storage.Postgres.Engine;
using OrleansWa.Storage.Postgres.Messages;
using OrleansWa.Storage.Webhooks;

namespace OrleansWa.Storage.Postgres.Webhooks;

/// <summary>
/// Stores the webhook calls of a batch in three round trips: look (what is known), lock and number (contacts, conversations, numbers, messages of
/// statuses), write. Rare kinds of messages take a trip more. Decisions are made in memory, in the order of the calls, by the same rules as in SQLite.
/// </summary>
internal sealed class IntakeBatch(MessageRows rows, IIdSource ids, PostgresStorageOptions options) : IBatchWork<IntakeRows, IntakeStored>
{
    public async Task Run(PgSession session, IReadOnlyList<BatchUnit<IntakeRows, IntakeStored>> units)
    {
        var calls = Prepare(units);
        var contacts = new ContactOverlay(ids);
        var statuses = new StatusOverlay([.. calls.SelectMany(call => call.Statuses)]);
        var known = await Look(session, calls, contacts, statuses);
        var arrived = Sort(calls, contacts, known);
        var (last, numbers) = await Lock(session, contacts, statuses, arrived);
        var (inbox, activity) = Number(await RareArrivals.Settle(session, arrived, last), last, numbers);
        foreach (var call in calls)
        {
            call.Statuses.ForEach(status => statuses.Apply(call, status));
        }

        await Write(session, calls, inbox, activity, statuses);
        await EchoStatuses.Apply(session, [.. inbox.Where(row => row.Stored.Event.FromHandset).Select(row => row.Message)]);
        calls.ForEach(call => call.Conclude(contacts.MergesIn));
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
        var updates = calls.SelectMany(call => call.ContactUpdates).ToList();
        updates.ForEach(update => contacts.Want(update.TenantId, update.Update.Known));
        updates.ForEach(update => contacts.Want(update.TenantId, update.Update.Becomes));
        if (messages.Count + updates.Count == 0 && statuses.IsEmpty)
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
    private static List<Arrival> Sort(List<IntakeCall> calls, ContactOverlay contacts, HashSet<int> known)
    {
        var news = new List<Arrival>();
        var seen = new HashSet<(string, string, string)>();
        var index = 0;
        foreach (var call in calls)
        {
            call.ContactUpdates.ForEach(update => contacts.Adopt(update.TenantId, update.Update, call.ReceivedAt));
            foreach (var message in call.Messages)
            {
                if (known.Contains(index++) || !seen.Add((message.TenantId, message.ChannelId, message.EventId)))
                {
                    call.Duplicates++;
                }
                else
                {
                    news.Add(new Arrival(call, message, contacts.Resolve(message.TenantId, message.Sender, call.ReceivedAt)));
                }
            }
        }

        return news;
    }

    /// <summary>Advisory locks, contacts, conversations, messages: every transaction locks in this order.</summary>
    private static async Task<(Dictionary<ConversationRef, (long Seq, DateTimeOffset? PlaceholderAt)> Last, Queue<long> Numbers)> Lock(
        PgSession session, ContactOverlay contacts, StatusOverlay statuses, List<Arrival> news)
    {
        if (news.Count == 0 && statuses.IsEmpty && !contacts.HasWrites)
        {
            return ([], []);
        }

        await using var batch = session.Batch();
        var hasLocks = statuses.AddLocks(batch, news.Where(one => one.Message.Message.FromHandset).Select(one => one.Message));
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
            await (hasLocks ? PgLocks.Taken(results) : Task.CompletedTask);
            await (hasAliases ? contacts.ReadWrites(results) : Task.CompletedTask);
            var last = news.Count > 0 ? await ConversationRows.ReadLocked(results) : [];
            var numbers = news.Count > 0 ? await InboxRows.ReadDrawn(results) : [];
            await (statuses.IsEmpty ? Task.CompletedTask : statuses.ReadSelect(results));
            return (last, numbers);
        });
    }

    private static SortedDictionary<ConversationRef, DateTimeOffset> Conversations(List<Arrival> news)
    {
        var conversations = new SortedDictionary<ConversationRef, DateTimeOffset>(ConversationRows.Order);
        foreach (var one in news)
        {
            conversations.TryAdd(one.Conversation, InboundRules.ActivityAt(one.Call.Event(one.Message, one.Contact)));
        }

        return conversations;
    }

    private static (List<InboxRow> Inbox, SortedDictionary<ConversationRef, InboundActivity> Activity) Number(
        List<Arrival> news, Dictionary<ConversationRef, (long Seq, DateTimeOffset? PlaceholderAt)> last, Queue<long> numbers)
    {
        var inbox = new List<InboxRow>(news.Count);
        var activity = new SortedDictionary<ConversationRef, InboundActivity>(ConversationRows.Order);
        foreach (var one in news)
        {
            var key = one.Conversation;
            var inbound = one.Call.Event(one.Message, one.Contact) with { PreviousSeq = last[key].Seq, Seq = numbers.Dequeue() };
            last[key] = (inbound.Seq, last[key].PlaceholderAt);
            inbox.Add(new InboxRow(one, new StoredEvent(key.TenantId, key.ChannelId, key.ContactId, inbound)));
            activity[key] = activity.GetValueOrDefault(key).With(inbound, one.Message.Message.Unsupported, one.Replaces);
        }

        return (inbox, activity);
    }

    private async Task Write(
        PgSession session, List<IntakeCall> calls, List<InboxRow> inbox, SortedDictionary<ConversationRef, InboundActivity> activity, StatusOverlay statuses)
    {
        await using var batch = session.Batch();
        statuses.AddWrites(batch, options.EarlyStatusRetention);
        KeptEventRows.Add(batch, [.. calls.SelectMany(call => call.Kept)], options.KeptEventRetention);
        IncomingDeadLetterRows.AddInsert(batch, [.. calls.SelectMany(call => call.Unrouted)], options.DeadLetterRetention);
        var changes = inbox.Select(row => row.Arrival.Call.Change(row.Message, row.Stored.ContactId)).OfType<EncodedChange>().ToList();
        if (changes.Count > 0)
        {
            MessageChangeRows.AddSave(batch, changes);
        }

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
        inbox.ForEach(row => row.Arrival.Call.Events.Add(row.Stored));
    }
}
