using FsCheck;
using FsCheck.Fluent;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Webhooks;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>Webhooks may arrive twice, late and in any order: the rows at the end are the same.</summary>
public abstract class ArrivalOrderConformance : StoreConformance
{
    private static readonly MessageStatus[] Reported =
        [MessageStatus.Sent, MessageStatus.Delivered, MessageStatus.Read, MessageStatus.Played, MessageStatus.Failed];

    private int _run;

    [Fact]
    public void Statuses_InAnyOrderAndNumber_GiveTheSameRow() =>
        Prop.ForAll(Arrivals(Reported).ToArbitrary(), arrivals => SameRow(arrivals).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    [Fact]
    public void Messages_InAnyOrderAndNumber_GiveTheSameHistory() =>
        Prop.ForAll(Arrivals("w1", "w2", "w3", "w4").ToArbitrary(), arrivals => SameHistory(arrivals).GetAwaiter().GetResult())
            .QuickCheckThrowOnFailure();

    /// <summary>Each of some things at least once, some more often, in any order; and after how many of them the send is answered.</summary>
    private static Gen<(T[] Things, int AnswerAfter)> Arrivals<T>(params T[] things) =>
        from chosen in Gen.SubListOf(things)
        from repeated in Gen.SubListOf(things.Intersect(chosen).ToArray())
        from shuffled in Gen.Shuffle(chosen.Concat(repeated).ToArray())
        from answerAfter in Gen.Choose(0, shuffled.Length)
        select (shuffled, answerAfter);

    private async Task<bool> SameRow((MessageStatus[] Things, int AnswerAfter) arrivals)
    {
        var inOrder = await Final(arrivals.Things.Distinct().Order().ToArray(), answerAfter: 0);
        return await Final(arrivals.Things, arrivals.AnswerAfter) == inOrder;
    }

    /// <summary>The row after a send and its statuses, without what names it; the answer comes somewhere between them.</summary>
    private async Task<MessageRow> Final(MessageStatus[] statuses, int answerAfter)
    {
        var id = $"m{++_run}";
        await Store.Messages.Accept(new NewMessage(Some.Outgoing(id, contact: id)));
        var claimed = (await Store.Messages.Claim(Some.Claim())).Messages.Single();
        for (var i = 0; i <= statuses.Length; i++)
        {
            if (i == answerAfter)
            {
                // At the time that the status says, or else whoever comes first would set another time.
                await Store.Messages.RecordOutcome(Some.Outcome(claimed, MessageStatus.Sent, Some.Noon.AddSeconds((int)MessageStatus.Sent)));
            }

            if (i < statuses.Length)
            {
                await Store.Intake.Append(Some.Rows(Some.Status(statuses[i], "wamid." + id, i % 2 == 0 ? id : null)));
            }
        }

        return (await Store.Messages.Get(Some.Tenant, id))!.Message with { Seq = 0, Id = "", ContactId = "", WhatsAppId = null };
    }

    private async Task<bool> SameHistory((string[] Things, int AnswerAfter) arrivals)
    {
        var (things, split) = arrivals;
        var channel = $"run{++_run}";
        var stored = new List<StoredEvent>();
        foreach (var call in new[] { things[..split], things[split..] })
        {
            stored.AddRange((await Store.Intake.Append(Some.Rows([.. call.Select(w => Some.Routed(Some.Incoming(w), channel: channel))]))).Events);
        }

        return await IsWhole(channel, things.Distinct().ToArray(), stored);
    }

    private async Task<bool> IsWhole(string channel, string[] wamids, List<StoredEvent> stored)
    {
        if (wamids.Length == 0)
        {
            return stored.Count == 0;
        }

        var contact = stored[0].ContactId;
        var history = await Store.Messages.History(Some.Tenant, channel, contact, null, 100);
        var unhandled = await Store.Intake.Unhandled(Some.Tenant, channel, contact, 0, 100);
        var conversation = (await Store.Conversations.Get(Some.Tenant, channel, contact))!;
        return history.Select(row => row.WhatsAppId!).Reverse().SequenceEqual(wamids)
            && unhandled.SequenceEqual(stored.Select(e => e.Event))
            && conversation.Unread == wamids.Length
            && conversation.LastInboundAt == Some.Noon;
    }
}
