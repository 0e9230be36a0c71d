namespace OrleansWa.ClientApi.Hosting;

/// <summary>Lets background services wait until the port is open.</summary>
internal static class StartedHost
{
    public static async Task WaitAsync(IHostApplicationLifetime lifetime, CancellationToken stopping)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStart = lifetime.ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task.WaitAsync(stopping);
    }
}
