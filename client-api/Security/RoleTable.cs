using System.Collections.Frozen;
using OrleansWa.Contracts.Security;
using static OrleansWa.Contracts.Security.Role;

namespace OrleansWa.ClientApi.Security;

/// <summary>The one table of who may do what (SPEC section 13). What is not in it nobody may do.</summary>
public static class RoleTable
{
    private static readonly FrozenDictionary<Operation, FrozenSet<Role>> Table = new Dictionary<Operation, Role[]>
    {
        [Operation.TenantsCreate] = [PlatformAdmin],
        [Operation.TenantsList] = [PlatformAdmin],
        [Operation.TenantsRead] = [PlatformAdmin, TenantAdmin],
        [Operation.TenantsUpdate] = [PlatformAdmin],
        [Operation.TenantsSuspend] = [PlatformAdmin],

        [Operation.ApiKeysIssue] = [PlatformAdmin, TenantAdmin],
        [Operation.ApiKeysList] = [PlatformAdmin, TenantAdmin],
        [Operation.ApiKeysRevoke] = [PlatformAdmin, TenantAdmin],

        [Operation.ChannelsCreate] = [TenantAdmin],
        [Operation.ChannelsRead] = [TenantAdmin, Supervisor, Role.Operator, Viewer, Integration],
        [Operation.ChannelsUpdate] = [TenantAdmin],
        [Operation.ChannelsDelete] = [TenantAdmin],
        [Operation.ChannelsControl] = [TenantAdmin],

        // An operator sees the own queue only. There are no queues yet, so nothing is in it: closed, not open to all.
        [Operation.MessagesSend] = [TenantAdmin, Supervisor, Integration],
        [Operation.MessagesControl] = [TenantAdmin, Supervisor, Integration],
        [Operation.MessagesRead] = [TenantAdmin, Supervisor, Viewer, Integration],
        [Operation.DeadLettersRead] = [TenantAdmin, Supervisor, Viewer, Integration],
        [Operation.DeadLettersRetry] = [TenantAdmin, Supervisor, Integration],
        [Operation.DeadLettersDelete] = [TenantAdmin, Supervisor],
        [Operation.ConversationsRead] = [TenantAdmin, Supervisor, Viewer, Integration],
        [Operation.ConversationsUpdate] = [TenantAdmin, Supervisor, Integration],

        [Operation.FlowsRead] = [TenantAdmin, Supervisor, Viewer],
        [Operation.FlowsWrite] = [TenantAdmin, Supervisor],
        [Operation.FlowsPublish] = [TenantAdmin, Supervisor],

        // Grain state is every tenant's.
        [Operation.GrainsRead] = [PlatformAdmin],
        [Operation.GrainsDeactivate] = [PlatformAdmin],

        // For whoever runs the platform's app: no tenant holds these numbers.
        [Operation.PlatformDeadLettersRead] = [PlatformAdmin],
        [Operation.PlatformDeadLettersRetry] = [PlatformAdmin],
        [Operation.PlatformDeadLettersDelete] = [PlatformAdmin],
    }.ToFrozenDictionary(row => row.Key, row => row.Value.ToFrozenSet());

    /// <summary>The operations of the table.</summary>
    public static IEnumerable<Operation> Operations => Table.Keys;

    /// <summary>Whether a role may do an operation.</summary>
    public static bool Allows(Role role, Operation operation) => Table.TryGetValue(operation, out var roles) && roles.Contains(role);

    /// <summary>The roles that may do an operation.</summary>
    public static IReadOnlyCollection<Role> RolesFor(Operation operation) =>
        Table.TryGetValue(operation, out var roles) ? [.. roles.Order()] : [];
}
