using System.ComponentModel.DataAnnotations;

namespace OrleansWa.ClientApi.Channels;

/// <summary>Creates a channel: one WhatsApp number on one connector.</summary>
/// <param name="Id">1 to 63 lower-case letters, digits, <c>_</c> or <c>-</c>; unique within the tenant.</param>
/// <param name="Connector">How it reaches WhatsApp; <c>cloud_api</c>.</param>
/// <param name="Role"><c>main</c> (the default) or <c>broadcast</c>.</param>
/// <param name="DisplayName">Name for people; the id when left out.</param>
/// <param name="Credentials">What the connector asks for. Write-only.</param>
/// <param name="CloudApi">Settings of the connector <c>cloud_api</c>.</param>
/// <param name="Limits">Caps of ours.</param>
public sealed record CreateChannelRequest(
    [property: Required] string? Id,
    [property: Required] string? Connector,
    string? Role,
    string? DisplayName,
    [property: Required] ChannelCredentialsRequest? Credentials,
    CloudApiRequest? CloudApi,
    ChannelLimitsRequest? Limits);

/// <summary>Changes a channel; members left out stay as they are.</summary>
/// <param name="Role"><c>main</c> or <c>broadcast</c>.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Credentials">A new token takes effect at once.</param>
/// <param name="Limits">Caps of ours.</param>
public sealed record UpdateChannelRequest(string? Role, string? DisplayName, ChannelCredentialsRequest? Credentials, ChannelLimitsRequest? Limits);

/// <summary>Credentials of a channel. They are stored encrypted and never shown.</summary>
/// <param name="AccessToken">The connector's token; for <c>cloud_api</c> one with whatsapp_business_messaging and whatsapp_business_management.</param>
public sealed record ChannelCredentialsRequest(string? AccessToken);

/// <summary>Settings of the connector <c>cloud_api</c>.</summary>
/// <param name="PhoneNumberId">Meta's id of the number; not the phone number.</param>
/// <param name="BusinessAccountId">Id of the WhatsApp Business Account (WABA) that owns the number.</param>
public sealed record CloudApiRequest([property: Required] string? PhoneNumberId, [property: Required] string? BusinessAccountId);

/// <summary>Caps of a channel.</summary>
/// <param name="MessagesPerDay">Most messages sent in one day of the tenant's time zone; 0 removes the cap.</param>
public sealed record ChannelLimitsRequest(int? MessagesPerDay);
