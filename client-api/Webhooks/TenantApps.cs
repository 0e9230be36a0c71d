using System.Collections.Concurrent;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.ClientApi.Webhooks;

/// <summary>
/// Secrets of tenants' own Meta apps, remembered for ten seconds, also that there are none. Bounded: when full everything is forgotten, which
/// costs one grain call per tenant.
/// </summary>
internal sealed class TenantApps(IGrainFactory grains, TimeProvider time)
{
    private const int EntriesMax = 10_000;
    private static readonly TimeSpan RememberedFor = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The secrets, or null when the tenant has no app of its own or does not exist. Runs in the platform's scope.</summary>
    public ValueTask<AppCredentials?> FindAsync(string tenantId) =>
        _entries.TryGetValue(tenantId, out var entry) && time.GetElapsedTime(entry.ReadAt) < RememberedFor
            ? ValueTask.FromResult(entry.Credentials)
            : ReadAsync(tenantId);

    private async ValueTask<AppCredentials?> ReadAsync(string tenantId)
    {
        var readAt = time.GetTimestamp();
        var credentials = await grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(tenantId)).GetAppCredentials();
        if (_entries.Count >= EntriesMax)
        {
            _entries.Clear();
        }

        _entries[tenantId] = new Entry(credentials, readAt);
        return credentials;
    }

    private readonly record struct Entry(AppCredentials? Credentials, long ReadAt);
}
