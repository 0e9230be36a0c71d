namespace OrleansWa.Contracts.Messages;

/// <summary>State of a message (SPEC section 5). The numbers are stored; never renumber.</summary>
public enum MessageStatus
{
    /// <summary>Not set; the state "unknown" of SPEC is <see cref="OutcomeUnknown"/>.</summary>
    Unknown = 0,

    /// <summary>Accepted, waiting for its turn.</summary>
    Pending = 1,

    /// <summary>One attempt is in flight.</summary>
    Sending = 2,

    /// <summary>An attempt was made and its answer never came.</summary>
    OutcomeUnknown = 3,

    /// <summary>WhatsApp has it.</summary>
    Sent = 4,

    /// <summary>On the device.</summary>
    Delivered = 5,

    /// <summary>Displayed.</summary>
    Read = 6,

    /// <summary>A voice message was played.</summary>
    Played = 7,

    /// <summary>Will not arrive; the error says why.</summary>
    Failed = 8,

    /// <summary>Tries exhausted; a person may retry.</summary>
    Dead = 9,

    /// <summary>Taken back before it was sent.</summary>
    Cancelled = 10,

    /// <summary>Its time ran out before it could be sent.</summary>
    Expired = 11,

    /// <summary>An incoming message.</summary>
    Received = 12,

    /// <summary>A placeholder for an incoming message (<c>unsupported</c>) whose real content came later; history and lists leave it out.</summary>
    Superseded = 13,
}
