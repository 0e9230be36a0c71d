namespace OrleansWa.Contracts.Security;

/// <summary>Roles (SPEC section 13). One table in the API says which operation each may do.</summary>
public enum Role
{
    /// <summary>No role; may do nothing.</summary>
    Unknown = 0,

    /// <summary>Runs the platform: tenants, hosts, grains. Belongs to no tenant.</summary>
    PlatformAdmin = 1,

    /// <summary>Everything within one tenant.</summary>
    TenantAdmin = 2,

    /// <summary>Conversations of everybody, flows, reports.</summary>
    Supervisor = 3,

    /// <summary>Own queue of conversations.</summary>
    Operator = 4,

    /// <summary>Reads.</summary>
    Viewer = 5,

    /// <summary>A system: sends and reads messages.</summary>
    Integration = 6,
}
