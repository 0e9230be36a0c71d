namespace OrleansWa.Contracts.Channels;

/// <summary>Which channel a connector's account (for the Cloud API: a phone number id) belongs to, on the whole platform.</summary>
/// <param name="Connector">The connector.</param>
/// <param name="AccountId">The account, e.g. a phone number id.</param>
/// <param name="TenantId">The tenant.</param>
/// <param name="ChannelId">The channel.</param>
/// <param name="App">The Meta app whose signature is accepted: <see cref="GrainKeys.PlatformScope"/>, or the tenant's id for its own app.</param>
/// <param name="BoundAt">Since when.</param>
public sealed record ChannelBinding(
    ConnectorKind Connector, string AccountId, string TenantId, string ChannelId, string App, DateTimeOffset BoundAt);

/// <summary>Stores bindings. An account belongs to one channel of the whole platform.</summary>
public interface IChannelBindingStore
{
    /// <summary>Binds, or renews the same channel's binding; false when another channel holds the account.</summary>
    ValueTask<bool> Bind(ChannelBinding binding, CancellationToken ct = default);

    /// <summary>Frees the account if this channel holds it.</summary>
    ValueTask Unbind(ConnectorKind connector, string accountId, string tenantId, string channelId, CancellationToken ct = default);

    /// <summary>The binding of an account, or null.</summary>
    ValueTask<ChannelBinding?> Find(ConnectorKind connector, string accountId, CancellationToken ct = default);

    /// <summary>All bindings in the order (tenant, channel), paged; for the sweep after a start.</summary>
    ValueTask<IReadOnlyList<ChannelBinding>> List(string? afterTenantId, string? afterChannelId, int limit, CancellationToken ct = default);
}
