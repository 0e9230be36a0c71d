namespace OrleansWa.CloudApiEmulator;

/// <summary>What to change about a patient's phone; members left null stay as they are.</summary>
public sealed record PhoneSettings
{
    /// <summary>Name shown to businesses.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Business-scoped user id (BSUID), for example <c>BR.1502576394655843</c>.</summary>
    public string? UserId { get; init; }

    /// <summary>Whether <c>read</c> statuses are sent.</summary>
    public bool? ReadReceipts { get; init; }

    /// <summary>Whether webhooks leave the phone number out, so that only the BSUID identifies the patient.</summary>
    public bool? HidePhone { get; init; }

    /// <summary>Whether the phone is switched on; off means that messages stay <c>sent</c>.</summary>
    public bool? Reachable { get; init; }

    /// <summary>Whether the number has WhatsApp; without it messages fail with 131026.</summary>
    public bool? OnWhatsApp { get; init; }

    /// <summary>Whether the <c>wa_id</c> lacks the Brazilian ninth digit.</summary>
    public bool? DropsNinthDigit { get; init; }

    /// <summary>How the phone answers by itself.</summary>
    public AnswerScript? Script { get; init; }
}
