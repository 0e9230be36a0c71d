using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Channels;

/// <summary>What follows from one attempt to send.</summary>
/// <param name="Status">The message's new state.</param>
/// <param name="DueAt">When to try again; set for <see cref="MessageStatus.Pending"/> only.</param>
/// <param name="CountsAsTry">Whether this attempt is one of the <see cref="RetrySchedule.MaxTries"/>.</param>
/// <param name="StopChannel">A person must act: the channel goes to <c>error</c> (<see cref="ChannelEvent.AuthError"/>) and sends nothing.</param>
/// <param name="SlowChannel">People complain: the channel goes on slower (<see cref="SlowdownRules"/>).</param>
/// <param name="UseFallback">The next attempt sends the fallback.</param>
/// <param name="PauseChannel">The whole channel sends nothing for this long; null for no pause.</param>
/// <param name="Error">Why, unless accepted.</param>
internal sealed record SendDecision(
    MessageStatus Status,
    DateTimeOffset? DueAt = null,
    bool CountsAsTry = true,
    bool StopChannel = false,
    TimeSpan? PauseChannel = null,
    bool SlowChannel = false,
    bool UseFallback = false,
    MessageError? Error = null);
