namespace OrleansWa.Simulation.Tests.Runs;

/// <summary>What the seed decides before a run begins.</summary>
/// <param name="Tenants">Tenants.</param>
/// <param name="Start">Virtual time at the beginning; some runs go past midnight in São Paulo, when quotas begin anew.</param>
/// <param name="Busy">The stretch in which patients and clients write.</param>
/// <param name="Quiet">What follows it, with crashes and faults, but little to do.</param>
/// <param name="FaultRate">How much of what reaches WhatsApp goes wrong.</param>
/// <param name="CrashRate">How many of the stretches between two looks contain a crash.</param>
/// <param name="StorageFaultRate">How many calls of the store fail, before they were done or after.</param>
/// <param name="ClockRate">How many of the stretches between two looks begin with the clock being set.</param>
/// <param name="Outage">When WhatsApp cannot be reached, counted from the beginning, and for how long; null for never.</param>
/// <param name="IdleAfter">When idle grains are deactivated.</param>
internal sealed record RunSettings(
    int Tenants, DateTimeOffset Start, TimeSpan Busy, TimeSpan Quiet, double FaultRate, double CrashRate, double StorageFaultRate, double ClockRate,
    (TimeSpan After, TimeSpan For)? Outage, TimeSpan IdleAfter)
{
    /// <summary>Draws the settings of a run.</summary>
    public static RunSettings Draw(Random dice) => new(
        dice.Next(2, 4),
        new DateTimeOffset(2026, 11, 20, dice.Next(4) == 0 ? 2 : 12, dice.Next(60), 0, TimeSpan.Zero),
        TimeSpan.FromMinutes(dice.Next(1, 10)),
        TimeSpan.FromMinutes(dice.Next(10, 75)),
        dice.Next(3) * 0.15,
        dice.Next(4) * 0.1,
        dice.Next(2) * dice.Next(1, 4) * 0.004,
        dice.Next(2) * 0.05,
        dice.Next(4) == 0 ? (TimeSpan.FromMinutes(dice.Next(0, 8)), TimeSpan.FromMinutes(dice.Next(5, 61))) : null,
        TimeSpan.FromSeconds(dice.Next(2) == 0 ? dice.Next(1, 60) : dice.Next(60, 900)));
}
