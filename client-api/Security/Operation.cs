namespace OrleansWa.ClientApi.Security;

/// <summary>Whose things an operation touches.</summary>
public enum OperationScope
{
    /// <summary>The platform; no tenant's key reaches it.</summary>
    Platform,

    /// <summary>One tenant, named in the path: any for a platform admin, only its own for a tenant's key.</summary>
    NamedTenant,

    /// <summary>The data of the tenant that the key belongs to; a platform admin's key has none.</summary>
    OwnData,
}

/// <summary>Something that an endpoint does and a role may or may not do.</summary>
/// <param name="Name">Stable word, e.g. <c>channels.create</c>.</param>
/// <param name="Scope">Whose things it touches.</param>
public sealed record Operation(string Name, OperationScope Scope)
{
    /// <summary>Create tenants.</summary>
    public static readonly Operation TenantsCreate = new("tenants.create", OperationScope.Platform);

    /// <summary>List tenants.</summary>
    public static readonly Operation TenantsList = new("tenants.list", OperationScope.Platform);

    /// <summary>Read one tenant.</summary>
    public static readonly Operation TenantsRead = new("tenants.read", OperationScope.NamedTenant);

    /// <summary>Change a tenant.</summary>
    public static readonly Operation TenantsUpdate = new("tenants.update", OperationScope.Platform);

    /// <summary>Suspend and resume a tenant.</summary>
    public static readonly Operation TenantsSuspend = new("tenants.suspend", OperationScope.Platform);

    /// <summary>Issue an API key.</summary>
    public static readonly Operation ApiKeysIssue = new("api_keys.issue", OperationScope.NamedTenant);

    /// <summary>List API keys.</summary>
    public static readonly Operation ApiKeysList = new("api_keys.list", OperationScope.NamedTenant);

    /// <summary>Revoke an API key.</summary>
    public static readonly Operation ApiKeysRevoke = new("api_keys.revoke", OperationScope.NamedTenant);

    /// <summary>Create channels.</summary>
    public static readonly Operation ChannelsCreate = new("channels.create", OperationScope.OwnData);

    /// <summary>Read channels and their status.</summary>
    public static readonly Operation ChannelsRead = new("channels.read", OperationScope.OwnData);

    /// <summary>Change a channel.</summary>
    public static readonly Operation ChannelsUpdate = new("channels.update", OperationScope.OwnData);

    /// <summary>Remove a channel.</summary>
    public static readonly Operation ChannelsDelete = new("channels.delete", OperationScope.OwnData);

    /// <summary>Start, stop and restart a channel.</summary>
    public static readonly Operation ChannelsControl = new("channels.control", OperationScope.OwnData);

    /// <summary>Send messages.</summary>
    public static readonly Operation MessagesSend = new("messages.send", OperationScope.OwnData);

    /// <summary>Cancel messages and try them again.</summary>
    public static readonly Operation MessagesControl = new("messages.control", OperationScope.OwnData);

    /// <summary>Read messages.</summary>
    public static readonly Operation MessagesRead = new("messages.read", OperationScope.OwnData);

    /// <summary>Read dead letters.</summary>
    public static readonly Operation DeadLettersRead = new("dead_letters.read", OperationScope.OwnData);

    /// <summary>Try dead letters again.</summary>
    public static readonly Operation DeadLettersRetry = new("dead_letters.retry", OperationScope.OwnData);

    /// <summary>Take dead letters off their list.</summary>
    public static readonly Operation DeadLettersDelete = new("dead_letters.delete", OperationScope.OwnData);

    /// <summary>Read conversations and their history.</summary>
    public static readonly Operation ConversationsRead = new("conversations.read", OperationScope.OwnData);

    /// <summary>Change conversations: pause the bot and let it answer again.</summary>
    public static readonly Operation ConversationsUpdate = new("conversations.update", OperationScope.OwnData);

    /// <summary>Read flows.</summary>
    public static readonly Operation FlowsRead = new("flows.read", OperationScope.OwnData);

    /// <summary>Create flows and change drafts.</summary>
    public static readonly Operation FlowsWrite = new("flows.write", OperationScope.OwnData);

    /// <summary>Publish a flow's draft.</summary>
    public static readonly Operation FlowsPublish = new("flows.publish", OperationScope.OwnData);

    /// <summary>Look at grains: stored state and activations.</summary>
    public static readonly Operation GrainsRead = new("grains.read", OperationScope.Platform);

    /// <summary>Deactivate a grain.</summary>
    public static readonly Operation GrainsDeactivate = new("grains.deactivate", OperationScope.Platform);

    /// <summary>Read dead letters of the platform: messages for numbers that no channel holds.</summary>
    public static readonly Operation PlatformDeadLettersRead = new("platform_dead_letters.read", OperationScope.Platform);

    /// <summary>Route the platform's dead letters again.</summary>
    public static readonly Operation PlatformDeadLettersRetry = new("platform_dead_letters.retry", OperationScope.Platform);

    /// <summary>Take the platform's dead letters off their list.</summary>
    public static readonly Operation PlatformDeadLettersDelete = new("platform_dead_letters.delete", OperationScope.Platform);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
