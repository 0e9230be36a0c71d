using OrleansWa.Contracts.Channels;
using OrleansWa.Simulation.Tests.Outside;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>A channel with a daily cap never sends more in a day of its tenant, by the clock of its machine, also when that is set back. What is certainly not taken does not count.</summary>
internal static class QuotaCheck
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");

    public static IEnumerable<string> Faults(Facts facts) =>
        from attempt in facts.Attempts
        where facts.Caps.ContainsKey(attempt.AccountId) && attempt.Answer?.Result != SendResult.Rejected
        group attempt by (attempt.AccountId, Day: DayOf(attempt)) into day
        where day.Count() > facts.Caps[day.Key.AccountId]
        select $"{day.Key.AccountId} sent {day.Count()} messages on {day.Key.Day:O} with a cap of {facts.Caps[day.Key.AccountId]}";

    private static DateOnly DayOf(Attempt attempt) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(attempt.ClockAt, Zone).DateTime);
}
