namespace OrleansWa.EmbeddedRuntime;

/// <summary>The end of a silo: first the running requests, then every activation.</summary>
internal sealed class SiloDrain(EmbeddedSilo silo, ActivationDirectory directory)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var limit = silo.Options.StopTimeout;
        using var deactivations = new CancellationTokenSource(limit, silo.Time);
        using var requests = new CancellationTokenSource(limit * 2 / 3, silo.Time);
        using var stopWaiting = CancellationTokenSource.CreateLinkedTokenSource(requests.Token, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deactivations.Token, cancellationToken);
        try
        {
            await WaitForRequestsAsync(stopWaiting.Token);
            await DeactivateAllAsync(stop.Token).WaitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The time is up; the silo drops what is left.
        }
    }

    private async Task WaitForRequestsAsync(CancellationToken stopWaiting)
    {
        while (!stopWaiting.IsCancellationRequested && directory.All().Any(activation => activation.Load() > 0))
        {
            await Task.Delay(Pause, silo.Time, CancellationToken.None);
        }
    }

    // In rounds, because a deactivating grain may call, and so activate, another one.
    private async Task DeactivateAllAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && !directory.IsEmpty)
        {
            using var slots = new SemaphoreSlim(silo.Options.StopParallelism);
            await Task.WhenAll(EmbeddedSilo.InOrder(directory.All()).ToList().Select(activation => DeactivateAsync(activation, slots)));
        }
    }

    private static async Task DeactivateAsync(Activation activation, SemaphoreSlim slots)
    {
        await slots.WaitAsync();
        try
        {
            await EmbeddedSilo.DeactivateAsync([activation], DeactivationReasonCode.ShuttingDown);
        }
        finally
        {
            slots.Release();
        }
    }
}
