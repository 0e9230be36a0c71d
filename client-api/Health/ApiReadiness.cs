using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Health;

/// <summary>Ready means: the silo is, and the platform admin's key of the settings works.</summary>
internal sealed class ApiReadiness(IReadiness silo, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();
    private volatile string? _startReason = "The platform admin's key is being prepared.";

    public bool IsReady => _startReason is null && silo.IsReady;

    public string Reason => silo.IsReady ? _startReason ?? "" : silo.Reason;

    /// <summary>Time since the start.</summary>
    public TimeSpan Uptime => time.GetElapsedTime(_startedAt);

    /// <summary>Waits for the silo, looking often: it is there within a second or two.</summary>
    public async Task WaitForSiloAsync(CancellationToken stopping)
    {
        while (!silo.IsReady)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), time, stopping);
        }
    }

    /// <summary>What the start still waits for; null when it is done.</summary>
    public void StartWaitsFor(string? reason) => _startReason = reason;
}
