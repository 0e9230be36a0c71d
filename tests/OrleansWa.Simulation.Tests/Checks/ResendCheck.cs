using OrleansWa.Simulation.Tests.Outside;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>A message whose sender chose to resend is sent again only when its outcome was unknown to the store.</summary>
internal static class ResendCheck
{
    // From the claim, which is what the store knows, to the network.
    private static readonly TimeSpan Claiming = TimeSpan.FromSeconds(2);

    public static IEnumerable<string> Faults(Facts facts, IEnumerable<Attempt> resentThoughAnswered) =>
        from attempt in resentThoughAnswered
        where !facts.CutOffTries[attempt.MessageId].Any(at => attempt.ClockAt - at < Claiming && at <= attempt.ClockAt)
        select $"message {attempt.MessageId} was taken twice, though its answer at {attempt.ClockAt:O} was stored";
}
