using OrleansWa.Storage.Contacts;

namespace OrleansWa.Storage.Postgres.Contacts;

/// <summary>A contact within one transaction.</summary>
internal sealed class ContactEntry(string tenantId, ContactRow row, DateTimeOffset? createdAt)
{
    public string TenantId => tenantId;

    /// <summary>As it will be stored.</summary>
    public ContactRow Row { get; set; } = row;

    /// <summary>When it was created by this transaction; null when it was there.</summary>
    public DateTimeOffset? CreatedAt => createdAt;

    /// <summary>What the transaction saw of it: only that is written, so that what another silo saw meanwhile stays.</summary>
    public string? SeenName { get; set; }

    public string? SeenWhatsAppId { get; set; }

    public bool IsChanged { get; set; }
}
