using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Cluster;

/// <summary>The API is ready while it is connected to a silo. It looks for one as long as it takes, and says so.</summary>
internal sealed class ClusterConnection(TimeProvider time, ILogger<ClusterConnection> logger)
    : IReadiness, IClientConnectionRetryFilter, IClusterConnectionStatusObserver, ILifecycleParticipant<IClusterClientLifecycle>
{
    private const string Lost = "No silo of the cluster can be reached.";
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private volatile string _reason = "A silo of the cluster is being looked for.";
    private volatile bool _hasStarted;

    public bool IsReady => _reason.Length == 0;

    public string Reason => _reason;

    public void Participate(IClusterClientLifecycle observer) =>
        observer.Subscribe(nameof(ClusterConnection), ServiceLifecycleStage.Active, Connected, Leaving);

    public async Task<bool> ShouldRetryConnectionAttempt(Exception exception, CancellationToken cancellationToken)
    {
        logger.LogWarning("The cluster cannot be reached: {Reason} Trying again in {Delay}", exception.Message, Retry);
        _reason = Lost;
        await Task.Delay(Retry, time, cancellationToken);
        return true;
    }

    public void NotifyGatewayCountChanged(int currentNumberOfGateways, int previousNumberOfGateways, bool connectionRecovered)
    {
        // Before the start is over a silo in sight is not one that calls can be made through.
        if (currentNumberOfGateways > 0 && _hasStarted && _reason == Lost)
        {
            _reason = "";
            logger.LogInformation("The cluster is reached again through {Count} silos", currentNumberOfGateways);
        }
    }

    public void NotifyClusterConnectionLost()
    {
        if (!_hasStarted)
        {
            return;
        }

        _reason = Lost;
        logger.LogError("{Reason} Requests are answered 503 until one comes back", Lost);
    }

    private Task Connected(CancellationToken ct)
    {
        (_hasStarted, _reason) = (true, "");
        return Task.CompletedTask;
    }

    private Task Leaving(CancellationToken ct)
    {
        (_hasStarted, _reason) = (false, "The process is stopping.");
        return Task.CompletedTask;
    }
}
