using OrleansWa.Contracts.Messages;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>A message whose cancel was acknowledged is never sent after that, and stays cancelled; nobody else's is cancelled.</summary>
internal static class CancelCheck
{
    public static IEnumerable<string> Faults(Facts facts)
    {
        var cancelled = facts.Sends.Where(send => send.CancelledAfter is not null).ToDictionary(send => send.Receipts.Min!, send => send.CancelledAfter!.Value);
        foreach (var row in facts.Outgoing)
        {
            if (!cancelled.TryGetValue(row.Id, out var after))
            {
                if (row.Status == MessageStatus.Cancelled)
                {
                    yield return $"{row} was cancelled, and nobody asked for it";
                }

                continue;
            }

            if (facts.Of(row).Any(attempt => attempt.StartedOrder >= after))
            {
                yield return $"{row} was sent after its cancel was acknowledged";
            }

            if (row.Status != MessageStatus.Cancelled)
            {
                yield return $"{row} did not stay cancelled";
            }
        }
    }
}
