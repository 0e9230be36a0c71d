namespace OrleansWa.ClientApi.Health;

/// <summary>Health of the product.</summary>
/// <param name="Status"><c>healthy</c>, <c>starting</c> or <c>unhealthy</c>.</param>
/// <param name="Version">Version of the product.</param>
/// <param name="UptimeSeconds">Seconds since the start.</param>
/// <param name="Details">Only for platform admins.</param>
public sealed record HealthResponse(string Status, string Version, long UptimeSeconds, HealthDetails? Details);

/// <summary>What only platform admins see of the health.</summary>
/// <param name="Reason">What is waited for, or what is wrong; empty when healthy.</param>
/// <param name="Runtime"><c>embedded</c> or <c>orleans</c>.</param>
/// <param name="Storage">Health of the store.</param>
/// <param name="Tenants">Number of tenants; <c>200+</c> past the first page.</param>
/// <param name="MemoryBytes">Working set of the process.</param>
public sealed record HealthDetails(string Reason, string Runtime, StorageHealth Storage, string Tenants, long MemoryBytes);

/// <summary>Health of the store.</summary>
/// <param name="Reachable">Whether it answered.</param>
/// <param name="RoundTripMs">Time of one round trip.</param>
public sealed record StorageHealth(bool Reachable, double? RoundTripMs);
