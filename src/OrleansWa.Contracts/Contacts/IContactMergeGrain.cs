namespace OrleansWa.Contracts.Contacts;

/// <summary>Merges a tenant's contacts, one merge at a time. Key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("wa.contact-merges")]
public interface IContactMergeGrain : IGrainWithStringKey
{
    /// <summary>Does what is open; returns at once when that is nothing. Safe to repeat; each step is durable, and what a crash leaves is done the next time.</summary>
    [Alias("run")]
    Task Run(CancellationToken ct = default);
}
