namespace OrleansWa.Contracts;

/// <summary>
/// Builds and reads grain keys. Every key starts with the tenant and a '/', so that a key never looks like a number and the
/// tenant filter can decide from the key alone (DESIGN.md, promise 7).
/// </summary>
public static class GrainKeys
{
    /// <summary>The first segment of grains that belong to no tenant. It can never be a tenant id, which starts with a letter or digit.</summary>
    public const string PlatformScope = "_platform";

    /// <summary>Key of a tenant's own grain.</summary>
    public static string Tenant(string tenantId) => tenantId + "/";

    /// <summary>Key of a channel.</summary>
    public static string Channel(string tenantId, string channelId) => $"{tenantId}/{channelId}";

    /// <summary>Key of a conversation: one contact on one channel. The contact is an id of ours, never a phone number.</summary>
    public static string Conversation(string tenantId, string channelId, string contactId) => $"{tenantId}/{channelId}/{contactId}";

    /// <summary>Key of a flow.</summary>
    public static string Flow(string tenantId, string flowId) => $"{tenantId}/{flowId}";

    /// <summary>Key of a grain of the platform itself.</summary>
    public static string Platform(string name) => $"{PlatformScope}/{name}";

    /// <summary>The tenant (or <see cref="PlatformScope"/>) a key belongs to; empty when the key has no '/'.</summary>
    public static string ScopeOf(string key)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash <= 0 ? "" : key[..slash];
    }

    /// <summary>The segments of a key: tenant, then channel or flow, then contact; missing ones are empty.</summary>
    public static (string Scope, string Second, string Third) Split(string key)
    {
        var parts = key.Split('/', 3);
        return (parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
    }
}
