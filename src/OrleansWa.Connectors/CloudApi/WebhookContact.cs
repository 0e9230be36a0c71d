using OrleansWa.Contracts.Contacts;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>One entry of <c>contacts[]</c>.</summary>
/// <param name="Phone">WhatsApp id as digits; null when it is missing.</param>
/// <param name="UserId">Business-scoped user id; null when it is missing.</param>
/// <param name="ParentUserId">Parent id; null when it is missing.</param>
/// <param name="Name">Name the person gave itself.</param>
internal sealed record WebhookContact(string? Phone, string? UserId, string? ParentUserId, string? Name)
{
    /// <summary>The phone in its canonical form.</summary>
    public string? PhoneKey { get; } = Phone is null ? null : PhoneNumbers.Key(Phone);

    /// <summary>Whether an id that both know differs.</summary>
    public bool Contradicts(string? phoneKey, string? userId) =>
        (UserId is not null && userId is not null && UserId != userId)
        || (PhoneKey is not null && phoneKey is not null && PhoneKey != phoneKey);

    /// <inheritdoc/>
    public override string ToString() => nameof(WebhookContact);
}
