using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Messages;

/// <summary>
/// Whether a person may be written to: asked when a message is accepted, and again when its turn comes. Pure.
/// </summary>
internal static class SendGate
{
    /// <summary>Error code of content that the closed service window does not let through.</summary>
    public const string WindowClosed = "window_closed";

    /// <summary>Error code of a message to a person who wants none.</summary>
    public const string OptedOut = "opted_out";

    /// <summary>What may be sent.</summary>
    /// <param name="connector">Its rules of the window.</param>
    /// <param name="content">What is to be sent.</param>
    /// <param name="fallback">What is sent instead where the window is closed; null for none.</param>
    /// <param name="lane">Class of traffic.</param>
    /// <param name="standing">The person.</param>
    /// <param name="at">When it is sent.</param>
    public static GateDecision Decide(
        IConnector connector, MessageContent content, MessageContent? fallback, Lane lane, ContactStanding standing, DateTimeOffset at)
    {
        if (!ConsentRules.Allows(lane, standing))
        {
            return new GateDecision(Error: OptedOutSince(standing.OptedOutAt!.Value));
        }

        if (connector.MayBegin(content) || ServiceWindow.IsOpen(connector.ServiceWindow, standing.LastInboundAt, at))
        {
            return new GateDecision(content);
        }

        return fallback is null
            ? new GateDecision(Error: ClosedSince(ServiceWindow.EndsAt(connector.ServiceWindow, standing.LastInboundAt)))
            : new GateDecision(fallback, UsesFallback: true);
    }

    private static MessageError OptedOutSince(DateTimeOffset since) => new(
        OptedOut,
        "The person wants no messages",
        $"Opted out at {since:yyyy-MM-dd'T'HH:mm:ss'Z'}.",
        "Write only when the person writes again, or opts in.");

    private static MessageError ClosedSince(DateTimeOffset? end) => new(
        WindowClosed,
        "The person last wrote too long ago",
        end is { } closed ? $"The service window closes at {closed:yyyy-MM-dd'T'HH:mm:ss'Z'}." : "The person has not written on this channel.",
        "Send an approved template, or name one as fallbackTemplate.");
}

/// <summary>What <see cref="SendGate"/> lets through.</summary>
/// <param name="Content">What to send; null for nothing.</param>
/// <param name="UsesFallback">It is the fallback.</param>
/// <param name="Error">Why nothing may be sent.</param>
internal readonly record struct GateDecision(MessageContent? Content = null, bool UsesFallback = false, MessageError? Error = null);
