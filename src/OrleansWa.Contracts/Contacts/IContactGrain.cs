namespace OrleansWa.Contracts.Contacts;

/// <summary>Resolves contacts for callers without a database. Stateless worker; key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("wa.contacts")]
public interface IContactGrain : IGrainWithStringKey
{
    /// <summary>The contact id for a phone number (digits), created when it is new; durable when it returns; safe to repeat.</summary>
    [Alias("resolve-phone")]
    Task<string> ResolvePhone(string digits, CancellationToken ct = default);
}
