using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Accounts;

/// <summary>The registration state machine of a number: at most ten changes in 72 hours, and the PIN must match once set.</summary>
internal sealed class Registration(bool connected, string? pin)
{
    private const int ChangesMax = 10;
    private static readonly TimeSpan Period = TimeSpan.FromHours(72);

    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _changes = new();
    private string? _pin = pin;

    public bool Connected { get; private set; } = connected;

    public bool HasPin => _pin is not null;

    public string? PendingCode { get; set; }

    public GraphError? Register(string pin, DateTimeOffset now)
    {
        lock (_gate)
        {
            if (Refused(now) is { } refused) return refused;
            if (_pin is not null && _pin != pin) return GraphErrors.Of(133005, "The two-step verification PIN does not match.");
            _pin = pin;
            Connected = true;
            return null;
        }
    }

    public GraphError? Deregister(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (Refused(now) is { } refused) return refused;
            if (!Connected) return GraphErrors.Of(133010);
            Connected = false;
            return null;
        }
    }

    public void ChangePin(string pin)
    {
        lock (_gate) _pin = pin;
    }

    private GraphError? Refused(DateTimeOffset now)
    {
        while (_changes.TryPeek(out var oldest) && now - oldest > Period) _changes.Dequeue();
        if (_changes.Count >= ChangesMax) return GraphErrors.Of(133016, "Too many register and deregister calls in 72 hours.");
        _changes.Enqueue(now);
        return null;
    }
}
