namespace OrleansWa.Contracts.Tenants;

/// <summary>Whether a tenant is served.</summary>
public enum TenantStatus
{
    /// <summary>There is no such tenant.</summary>
    Unknown = 0,

    /// <summary>Served.</summary>
    Active = 1,

    /// <summary>Not served: nothing is sent, flows do not run; what comes in is kept.</summary>
    Suspended = 2,
}
