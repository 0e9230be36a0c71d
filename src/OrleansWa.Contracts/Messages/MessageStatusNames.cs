namespace OrleansWa.Contracts.Messages;

/// <summary>The words of the API for states.</summary>
public static class MessageStatusNames
{
    /// <summary>The word of SPEC section 5, e.g. <c>pending</c>; <see cref="MessageStatus.OutcomeUnknown"/> is <c>unknown</c>.</summary>
    public static string ToWord(this MessageStatus status) => status switch
    {
        MessageStatus.Pending => "pending",
        MessageStatus.Sending => "sending",
        MessageStatus.OutcomeUnknown => "unknown",
        MessageStatus.Sent => "sent",
        MessageStatus.Delivered => "delivered",
        MessageStatus.Read => "read",
        MessageStatus.Played => "played",
        MessageStatus.Failed => "failed",
        MessageStatus.Dead => "dead",
        MessageStatus.Cancelled => "cancelled",
        MessageStatus.Expired => "expired",
        MessageStatus.Received => "received",
        _ => "none",
    };
}
