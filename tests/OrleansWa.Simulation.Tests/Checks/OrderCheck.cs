using OrleansWa.Simulation.Tests.Outside;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>
/// In a conversation, WhatsApp takes messages in the order in which they were accepted. The exceptions: a message that was tried and is retrying or
/// unknown holds its followers back for 60 s from that try, and no longer by its machine's clock (decision 0005), and one that has a time holds back nobody before it
/// or after its expiry.
/// </summary>
internal static class OrderCheck
{
    private static readonly TimeSpan Hold = TimeSpan.FromSeconds(60);

    // Times are stored in whole milliseconds.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(2);

    // Between the look of a claim and the beginning of its attempts.
    private static readonly TimeSpan Claiming = TimeSpan.FromSeconds(1);

    public static IEnumerable<string> Faults(Facts facts) =>
        from conversation in facts.Outgoing.GroupBy(r => r.Conversation)
        from fault in InOne(facts, [.. conversation])
        select fault;

    private static IEnumerable<string> InOne(Facts facts, List<StoredRow> rows)
    {
        for (var later = 1; later < rows.Count; later++)
        {
            foreach (var overtaking in facts.Of(rows[later]))
            {
                for (var earlier = 0; earlier < later; earlier++)
                {
                    var own = facts.Of(rows[earlier]).ToList();
                    var isOutOfTime = facts.Asked(rows[earlier]) is { } asked
                        && (asked.SendAt > overtaking.ClockAt - Claiming || asked.ExpiresAt < overtaking.ClockAt + Claiming);
                    if (!isOutOfTime && MustWait(own, facts.CutOff(rows[earlier]), overtaking))
                    {
                        yield return $"{rows[later]} was sent at {overtaking.StartedAt:HH:mm:ss.fff} before {rows[earlier]}";
                    }
                }
            }
        }
    }

    // Whoever was taken, or tried, after the follower began, was still to be sent when it began. A try that a crash ended before the network saw it is
    // known from the store alone, and counts.
    private static bool MustWait(List<Attempt> own, IEnumerable<DateTimeOffset> cutOff, Attempt follower)
    {
        var isStillToGo = own.Exists(a => a.StartedOrder > follower.StartedOrder || a.TakenOrder > follower.TakenOrder && follower.TakenAt is not null);
        // The last one counts, whatever the clock said at earlier ones. A clock that is set back between the look of a claim and its attempts makes a hold
        // that has truly passed look young.
        var last = own.FindLast(a => a.StartedOrder < follower.StartedOrder);
        if (last is not null && follower.StartedAt - last.StartedAt > Hold)
        {
            return false;
        }

        List<DateTimeOffset> tries = last is not null ? [last.ClockAt] : [.. cutOff.Where(at => at < follower.ClockAt)];
        return isStillToGo && (tries.Count == 0 || tries.Max() > follower.ClockAt - Hold + Rounding);
    }
}
