namespace OrleansWa.Contracts.Security;

/// <summary>Stores API keys by hash.</summary>
public interface IApiKeyStore
{
    /// <summary>Adds a key; a key with the same hash or id is left as it is and false is returned.</summary>
    ValueTask<bool> Add(ApiKeyRow row, CancellationToken ct = default);

    /// <summary>Finds a key by the hash of its text.</summary>
    ValueTask<ApiKeyRow?> FindByHash(string secretHash, CancellationToken ct = default);

    /// <summary>Keys of one tenant, by creation.</summary>
    ValueTask<IReadOnlyList<ApiKeyRow>> List(string tenantId, CancellationToken ct = default);

    /// <summary>Marks a key of this tenant as revoked; false when there is none.</summary>
    ValueTask<bool> Revoke(string tenantId, string id, DateTimeOffset at, CancellationToken ct = default);
}
