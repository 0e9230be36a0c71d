namespace OrleansWa.CloudApiEmulator.Accounts;

/// <summary>An app's subscription to an account's webhooks, with the callback that overrides the app's own.</summary>
internal sealed record Subscription(string AppId, string? OverrideUrl);
