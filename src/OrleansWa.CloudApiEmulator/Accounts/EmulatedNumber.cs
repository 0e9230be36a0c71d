namespace OrleansWa.CloudApiEmulator;

/// <summary>A business phone number with the account (WABA) it belongs to and a token that may use it.</summary>
public sealed record EmulatedNumber
{
    /// <summary>Phone number id: the path segment for sending.</summary>
    public required string PhoneNumberId { get; init; }

    /// <summary>The number as shown, with or without punctuation; webhooks carry its digits.</summary>
    public required string DisplayPhoneNumber { get; init; }

    /// <summary>Id of the WhatsApp Business Account (WABA).</summary>
    public required string BusinessAccountId { get; init; }

    /// <summary>Token with access to the WABA. Numbers may share one; it then reaches all their WABAs.</summary>
    public required string AccessToken { get; init; }

    /// <summary>App the token belongs to. Default: the platform's app.</summary>
    public string? AppId { get; init; }

    /// <summary>Name that patients see. Default <c>Emulated clinic</c>.</summary>
    public string VerifiedName { get; init; } = "Emulated clinic";

    /// <summary>Whether the app is subscribed to the WABA from the start. Default true.</summary>
    public bool Subscribed { get; init; } = true;

    /// <summary>Whether the number is registered on Cloud API from the start. Default true.</summary>
    public bool Registered { get; init; } = true;

    /// <summary>Two-step PIN of the number, six digits. Default none; then any PIN registers it and is kept.</summary>
    public string? Pin { get; init; }
}
