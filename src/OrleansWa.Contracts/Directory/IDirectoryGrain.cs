using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Flows;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.Contracts.Directory;

/// <summary>Lists of the platform's things, read from stored grain state. Stateless worker; key <c>_platform/directory</c>.</summary>
[Alias("wa.directory.platform")]
public interface IPlatformDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Tenants by id.</summary>
    [Alias("tenants")]
    Task<Page<TenantView>> Tenants(PageRequest page, CancellationToken ct = default);

    /// <summary>Round trip to the store; throws when it does not answer.</summary>
    [Alias("ping")]
    Task Ping(CancellationToken ct = default);
}

/// <summary>Lists of one tenant's things, read from stored grain state. Stateless worker; key: <see cref="GrainKeys.Tenant"/>.</summary>
[Alias("wa.directory.tenant")]
public interface ITenantDirectoryGrain : IGrainWithStringKey
{
    /// <summary>Channels by id.</summary>
    [Alias("channels")]
    Task<Page<ChannelView>> Channels(PageRequest page, CancellationToken ct = default);

    /// <summary>Flows by id.</summary>
    [Alias("flows")]
    Task<Page<FlowView>> Flows(PageRequest page, CancellationToken ct = default);
}
