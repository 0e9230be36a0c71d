using OrleansWa.Contracts.Messages;

namespace OrleansWa.Grains.Conversations;

/// <summary>How long a message may wait before it expires (SPEC section 5).</summary>
internal static class MessageLifetimes
{
    /// <summary>24 hours for replies and transactional messages, 7 days for bulk.</summary>
    public static TimeSpan Default(Lane lane) => lane == Lane.Bulk ? TimeSpan.FromDays(7) : TimeSpan.FromHours(24);
}
