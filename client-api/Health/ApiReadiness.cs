using System.Collections.Concurrent;
using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Health;

/// <summary>
/// Ready means: the silo is, the platform admin's key of the settings works, and in Development the demo tenant answers.
/// </summary>
internal sealed class ApiReadiness(IReadiness silo, TimeProvider time)
{
    private readonly long _startedAt = time.GetTimestamp();
    private readonly ConcurrentDictionary<string, string> _awaited = new(StringComparer.Ordinal);

    public bool IsReady => _awaited.IsEmpty && silo.IsReady;

    public string Reason => silo.IsReady ? _awaited.Values.FirstOrDefault() ?? "" : silo.Reason;

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

    /// <summary>A part of the start is not done yet.</summary>
    /// <param name="part">Its name.</param>
    /// <param name="reason">What is being waited for, for a person.</param>
    public void WaitFor(string part, string reason) => _awaited[part] = reason;

    /// <summary>A part of the start is done.</summary>
    public void Done(string part) => _awaited.TryRemove(part, out _);
}
