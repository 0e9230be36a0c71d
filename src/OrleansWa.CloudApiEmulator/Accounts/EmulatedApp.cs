namespace OrleansWa.CloudApiEmulator;

/// <summary>A Meta app: it owns tokens, receives webhooks at its callback, and signs them with its secret.</summary>
public sealed record EmulatedApp
{
    /// <summary>App id, digits.</summary>
    public required string AppId { get; init; }

    /// <summary>Name shown in <c>subscribed_apps</c>. Default <c>Emulated app</c>.</summary>
    public string Name { get; init; } = "Emulated app";

    /// <summary>Secret that signs this app's webhooks.</summary>
    public string AppSecret { get; init; } = "";

    /// <summary>Token sent in the handshake of this app's callback.</summary>
    public string VerifyToken { get; init; } = "";

    /// <summary>Where this app's webhooks go; null when it receives none.</summary>
    public string? CallbackUrl { get; init; }
}
