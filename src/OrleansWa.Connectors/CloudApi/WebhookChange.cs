using System.Text.Json;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>What the elements of one change share.</summary>
/// <param name="businessAccountId">The WABA; empty when the entry names none.</param>
/// <param name="value">The change's value, of any kind.</param>
internal sealed class WebhookChange(string businessAccountId, JsonElement value)
{
    private WebhookContacts? _contacts;

    /// <summary>The WABA; empty when the entry names none.</summary>
    public string BusinessAccountId { get; } = businessAccountId;

    /// <summary>The phone number id; null when the change names none.</summary>
    public string? AccountId { get; } = value.Member("metadata"u8).NonEmptyText("phone_number_id"u8);

    /// <summary>The change's value.</summary>
    public JsonElement Value { get; } = value;

    /// <summary>The people of <c>contacts[]</c>; read once, when the first message asks.</summary>
    public WebhookContacts Contacts => _contacts ??= WebhookContacts.Read(Value);
}
