using OrleansWa.Contracts.Channels;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>Why a channel could not connect: stable codes, each with what happened and a remedy.</summary>
public static class ConnectProblems
{
    /// <summary>The token is wrong, expired or revoked.</summary>
    public const string TokenInvalid = "TOKEN_INVALID";

    /// <summary>The token may not do what is needed.</summary>
    public const string PermissionMissing = "PERMISSION_MISSING";

    /// <summary>There is no such phone number id, or the token cannot see it.</summary>
    public const string NumberNotFound = "NUMBER_NOT_FOUND";

    /// <summary>The number belongs to another account than the channel says, or the token cannot see the account.</summary>
    public const string NumberNotInAccount = "NUMBER_NOT_IN_ACCOUNT";

    /// <summary>The number is not registered on the Cloud API.</summary>
    public const string NumberNotRegistered = "NUMBER_NOT_REGISTERED";

    /// <summary>The app could not be subscribed to the account's webhooks.</summary>
    public const string SubscriptionFailed = "SUBSCRIPTION_FAILED";

    /// <summary>Meta locked or restricted the account or number.</summary>
    public const string AccountLocked = "ACCOUNT_LOCKED";

    /// <summary>Meta could not be reached, or has trouble; transient.</summary>
    public const string ProviderUnreachable = "PROVIDER_UNREACHABLE";

    /// <summary>Meta refused for another reason.</summary>
    public const string ProviderRefused = "PROVIDER_REFUSED";

    /// <summary>The problem of this code; the reason adds what Meta said.</summary>
    internal static ConnectOutcome Of(string code, string? said, NumberProfile? number = null)
    {
        var (reason, remedy) = Words(code);
        var problem = new ChannelProblem(code, string.IsNullOrEmpty(said) ? $"{reason}." : $"{reason}: {said}", remedy);
        return new(problem, Transient: code == ProviderUnreachable, number);
    }

    private static (string Reason, string Remedy) Words(string code) => code switch
    {
        TokenInvalid => ("Meta does not accept the access token", "Create a new system-user token and store it in the channel."),
        PermissionMissing => (
            "The access token lacks a permission",
            "Give the system user access to the account with whatsapp_business_messaging and whatsapp_business_management, then create a new token."),
        NumberNotFound => (
            "Meta knows no such phone number id, or the token cannot see it",
            "Copy the phone number id (not the phone number) from WhatsApp Manager, API Setup."),
        NumberNotInAccount => (
            "The number is not among those of the account", "Correct the WhatsApp Business Account id of the channel, or give the token access to that account."),
        NumberNotRegistered => (
            "The number is not connected to the Cloud API", "Verify and register the number in WhatsApp Manager with its two-step PIN, then start again."),
        SubscriptionFailed => (
            "The app could not be subscribed to the account, so no messages would come in",
            "Check in the App Dashboard that the app has a webhook for WhatsApp and the permission whatsapp_business_management."),
        AccountLocked => ("Meta has locked or restricted the account", "Open Meta Business Support Home, read the violation and appeal."),
        ProviderUnreachable => ("Meta could not be reached or did not answer in time", "Nothing; it is tried again. Check the network if it lasts."),
        _ => ("Meta refused", "Do what Meta says in the reason, then start again."),
    };
}
