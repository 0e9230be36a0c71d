namespace OrleansWa.Contracts.Conversations;

/// <summary>What an event of a conversation counts as, by its type alone; pure, and the one place that says so.</summary>
public static class InboundEventRules
{
    /// <summary>
    /// Whether the person wrote a message: it opens WhatsApp's 24-hour window, counts as unread and is the contact's last message. A tap, a choice, an
    /// answered form and what the API cannot show (<c>unsupported</c>) are messages. A system notice, a reaction, an edit and a deletion are none:
    /// whether a reaction opens the window is not confirmed, and a window taken for open too long costs a refused message. An echo of the handset is
    /// ours.
    /// </summary>
    /// <param name="type">WhatsApp's type.</param>
    /// <param name="fromHandset">Staff wrote it on the handset.</param>
    public static bool IsMessageOfPerson(string type, bool fromHandset) => !fromHandset && IsMessage(type);

    /// <summary>Whether staff wrote a message on the handset, which pauses the bot and counts as a manual message of the warm-up.</summary>
    /// <param name="type">WhatsApp's type.</param>
    /// <param name="fromHandset">Staff wrote it on the handset.</param>
    public static bool IsMessageOfStaff(string type, bool fromHandset) => fromHandset && IsMessage(type);

    /// <summary>Whether flows pass it by: only the facts of a conversation see it.</summary>
    /// <param name="type">WhatsApp's type.</param>
    /// <param name="fromHandset">Staff wrote it on the handset.</param>
    /// <param name="unsupported">A placeholder for what the API cannot show, or not yet.</param>
    public static bool IsSilent(string type, bool fromHandset, bool unsupported) => fromHandset || unsupported || !IsMessage(type);

    private static bool IsMessage(string type) => type is not ("system" or "reaction" or "edit" or "revoke");
}
