using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Conversations;

/// <summary>What is said of events that could not be handled.</summary>
internal static class EventProblems
{
    /// <summary>The error of an incoming dead letter.</summary>
    /// <param name="fault">The kind of the fault, without personal data.</param>
    public static MessageError Refused(string fault) => new(
        "event_refused",
        "No rule could handle this message; nobody answered it.",
        $"The fault was {fault}; the log has the rest.",
        "Answer the person by hand, or retry once the flow or the program is repaired.");

    /// <summary>409: it could not be handled again either.</summary>
    public static ProblemException StillRefused() => ProblemException.Conflict(
        "event_refused", "Again no rule could handle this event. Repair the flow or the program, or take it off the list.");

    /// <summary>409: a later event began or moved a flow.</summary>
    public static ProblemException FlowWaits() => ProblemException.Conflict(
        "flow_waits", "A flow waits for the answer to something that came later, and this event is none. Try again when it has ended, or answer by hand.");
}
