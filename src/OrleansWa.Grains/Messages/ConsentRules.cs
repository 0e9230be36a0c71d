using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Messages;

/// <summary>What a person who opted out may still be sent (SPEC section 12).</summary>
internal static class ConsentRules
{
    /// <summary>
    /// Nothing that the clinic begins. A reply goes to whoever wrote at or after opting out: the confirmation, and the answer when the person
    /// comes back with a question.
    /// </summary>
    public static bool Allows(Lane lane, ContactStanding standing) =>
        standing.OptedOutAt is not { } optedOutAt || (lane == Lane.Reply && standing.LastInboundAt >= optedOutAt);
}
