namespace OrleansWa.Contracts.Messages;

/// <summary>The words of the API for states.</summary>
public static class MessageStatusNames
{
    /// <summary>All words, for messages and documentation.</summary>
    public static string All { get; } = string.Join(", ", Enum.GetValues<MessageStatus>().Where(status => status != MessageStatus.Unknown).Select(ToWord));

    /// <summary>The state of a word; null for a word that names none.</summary>
    public static MessageStatus? Parse(string word) =>
        Enum.GetValues<MessageStatus>().Where(status => status != MessageStatus.Unknown && status.ToWord() == word).Select(status => (MessageStatus?)status).FirstOrDefault();

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
        MessageStatus.Superseded => "superseded",
        _ => "none",
    };
}
