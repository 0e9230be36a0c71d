namespace OrleansWa.Contracts.Messages;

/// <summary>The monotonic rule of statuses: never backwards (SPEC section 5; reference 2.6). Shared by storage and grains.</summary>
public static class MessageStatusRules
{
    /// <summary>
    /// Whether a status reported by the connector replaces the present one. A failure replaces anything that is not yet delivered;
    /// a report of success replaces anything lower, also a failure that was only our assumption (<c>outcome_unknown</c>).
    /// </summary>
    /// <param name="present">The stored status.</param>
    /// <param name="reported">sent, delivered, read, played or failed.</param>
    /// <param name="presentIsAssumed">The stored failure is an assumption of ours, not a report.</param>
    public static bool Replaces(MessageStatus present, MessageStatus reported, bool presentIsAssumed) => reported switch
    {
        MessageStatus.Failed => present is MessageStatus.Pending or MessageStatus.Sending or MessageStatus.OutcomeUnknown or MessageStatus.Sent
            || (present == MessageStatus.Failed && presentIsAssumed),
        MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Read or MessageStatus.Played => present switch
        {
            MessageStatus.Pending or MessageStatus.Sending or MessageStatus.OutcomeUnknown => true,
            MessageStatus.Failed or MessageStatus.Dead or MessageStatus.Expired or MessageStatus.Cancelled =>
                presentIsAssumed || reported != MessageStatus.Sent,
            _ => reported > present,
        },
        _ => false,
    };
}
