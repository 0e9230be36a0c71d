namespace OrleansWa.Contracts.Contacts;

/// <summary>What decides whether a person may be written to now.</summary>
/// <param name="LastInboundAt">The person's last message on this channel, which opens the connector's service window; null when there was none.</param>
/// <param name="OptedOutAt">Since when the person wants nothing of this tenant; null when it does not say so.</param>
public readonly record struct ContactStanding(DateTimeOffset? LastInboundAt, DateTimeOffset? OptedOutAt);

/// <summary>A person wants nothing any more, or wants to hear from the tenant again.</summary>
/// <param name="OptedOut">True for nothing any more.</param>
/// <param name="At">When the person said so.</param>
/// <param name="Source">How it is known, e.g. <c>message:{id}</c> for a word the person wrote.</param>
public sealed record ConsentChange(bool OptedOut, DateTimeOffset At, string Source);
