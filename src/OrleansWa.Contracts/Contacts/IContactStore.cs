namespace OrleansWa.Contracts.Contacts;

/// <summary>Stores contacts and their aliases.</summary>
public interface IContactStore
{
    /// <summary>
    /// The contact that owns one of the aliases, or a new one; missing aliases are added. When aliases belong to different contacts, the
    /// first alias decides, and the contacts are noted to be merged (<see cref="IContactMergeStore"/>). A phone number of a contact that has another user id
    /// than this one has a new owner, who is somebody else.
    /// </summary>
    ValueTask<string> Resolve(string tenantId, ContactIdentity identity, DateTimeOffset now, CancellationToken ct = default);
}
