using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Channels;

/// <summary>Decides what follows from one attempt to send (<see cref="IConnector"/>, <see cref="ErrorAction"/>).</summary>
internal static class SendOutcomeRules
{
    private const string AskAgain = "Try the message again from the dead letters; if it fails again, look at the connector's status page.";

    /// <summary>Decides.</summary>
    /// <param name="outcome">What the connector said.</param>
    /// <param name="attempts">Tries so far, this one included.</param>
    /// <param name="firstAttemptAt">When the first attempt began, if known; waits grow with the time since then.</param>
    /// <param name="expiresAt">No try after this.</param>
    /// <param name="now">Present time.</param>
    /// <param name="chance">Drawn from 0 to 1, for the jitter.</param>
    /// <param name="hasFallback">There is a fallback that was not sent yet: it goes where the connector says that the window is closed.</param>
    public static SendDecision Decide(
        SendOutcome outcome, int attempts, DateTimeOffset? firstAttemptAt, DateTimeOffset? expiresAt, DateTimeOffset now, double chance, bool hasFallback = false) =>
        outcome.Result switch
        {
            SendResult.Accepted => new SendDecision(MessageStatus.Sent),
            SendResult.Rejected when outcome.WindowClosed && hasFallback => new SendDecision(
                MessageStatus.Pending, now, CountsAsTry: false, UseFallback: true, Error: outcome.Error),
            SendResult.Rejected => Rejected(outcome, attempts, now - (firstAttemptAt ?? now), expiresAt, now, chance),
            // Also an outcome that says nothing: only what is certainly not taken may be sent again.
            _ => new SendDecision(MessageStatus.OutcomeUnknown, Error: outcome.Error ?? NoAnswer),
        };

    private static MessageError NoAnswer { get; } = new(
        "outcome_unknown",
        "The answer never came",
        "",
        "Wait for the status from WhatsApp; send again only if receiving it twice does no harm.");

    private static SendDecision Rejected(
        SendOutcome outcome, int attempts, TimeSpan elapsed, DateTimeOffset? expiresAt, DateTimeOffset now, double chance) =>
        outcome.Action switch
        {
            ErrorAction.GiveUp => new SendDecision(MessageStatus.Failed, Error: outcome.Error ?? Refused),
            // What one template or recipient causes is mended there and sent anew; the rest of the channel goes on.
            ErrorAction.Fix when outcome.Scope is ErrorScope.Message or ErrorScope.Pair => new SendDecision(MessageStatus.Failed, Error: outcome.Error ?? Refused),
            ErrorAction.Fix => new SendDecision(
                MessageStatus.Pending, now, CountsAsTry: false, StopChannel: true, Error: outcome.Error ?? Refused),
            ErrorAction.Wait => Wait(outcome, elapsed, expiresAt, now),
            ErrorAction.Slow => new SendDecision(MessageStatus.Pending, now, CountsAsTry: false, SlowChannel: true, Error: outcome.Error ?? Refused),
            // A rejection without advice was certainly not taken, so a limited number of tries does no harm.
            _ => Retry(outcome, attempts, expiresAt, now, chance),
        };

    private static SendDecision Wait(SendOutcome outcome, TimeSpan elapsed, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        Func<int, TimeSpan> series = outcome.Scope == ErrorScope.Pair ? RetrySchedule.PairWait : RetrySchedule.ChannelWait;
        var wait = Longer(series(RetrySchedule.WaitsWithin(elapsed, series)), outcome.RetryAfter);
        // Parked for hours beyond its end, it would only expire in silence; a limit that passes in seconds is waited for.
        if (wait >= RetrySchedule.ParkedFrom && now + wait >= expiresAt)
        {
            return Dead(outcome.Error, $"Given up: it expires before the {wait.TotalHours:0.#} hours that it has to wait");
        }

        return new SendDecision(
            MessageStatus.Pending,
            now + wait,
            CountsAsTry: false,
            PauseChannel: outcome.Scope == ErrorScope.Channel ? wait : null,
            Error: outcome.Error);
    }

    private static SendDecision Retry(SendOutcome outcome, int attempts, DateTimeOffset? expiresAt, DateTimeOffset now, double chance)
    {
        if (attempts >= RetrySchedule.MaxTries)
        {
            return Dead(outcome.Error, $"Given up after {attempts} tries");
        }

        var dueAt = now + Longer(RetrySchedule.Delay(attempts, chance), outcome.RetryAfter);
        return dueAt >= expiresAt
            ? Dead(outcome.Error, "Given up: it expires before the next try")
            : new SendDecision(MessageStatus.Pending, dueAt, Error: outcome.Error);
    }

    private static SendDecision Dead(MessageError? last, string why)
    {
        var error = last ?? Refused;
        var remedy = error.Remedy.Length > 0 ? error.Remedy : AskAgain;
        return new SendDecision(MessageStatus.Dead, Error: error with { Title = $"{why}: {error.Title}", Remedy = remedy });
    }

    private static MessageError Refused { get; } = new("rejected", "The connector refused the message", "", AskAgain);

    private static TimeSpan Longer(TimeSpan own, TimeSpan? asked) =>
        asked > own ? TimeSpan.FromTicks(Math.Min(asked.Value.Ticks, RetrySchedule.MaxAskedWait.Ticks)) : own;
}
