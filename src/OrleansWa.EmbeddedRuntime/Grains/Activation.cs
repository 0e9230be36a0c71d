using Microsoft.Extensions.DependencyInjection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>
/// One activation of a grain: its turns, its requests (Activation.Requests.cs) and its life (Activation.Life.cs).
/// Everything that is not constant is guarded by <see cref="TurnScheduler.Gate"/>.
/// </summary>
internal sealed partial class Activation : TurnScheduler, IGrainContext
{
    private readonly GrainClass _class;
    private readonly IActivationOwner _owner;
    private readonly DateTimeOffset _since;
    private string? _name;
    private AsyncServiceScope? _scope;
    private TaskCompletionSource? _gone;
    private List<GrainTimer>? _timers;

    internal Activation(EmbeddedSilo silo, GrainClass grainClass, GrainId grainId, IActivationOwner owner)
        : base(silo.Executor)
    {
        Silo = silo;
        _class = grainClass;
        GrainId = grainId;
        _owner = owner;
        _since = silo.Time.GetUtcNow();
        _lastUsed = silo.Clock.Now;
        Number = silo.NextActivationNumber();
        HasFilters = silo.Filters.Length > 0 || grainClass.IsFilter;
    }

    public GrainId GrainId { get; }

    public object? GrainInstance { get; private set; }

    public GrainReference GrainReference => Silo.Types.Reference(typeof(IGrain), GrainId);

    public IServiceProvider ActivationServices => (_scope ??= Silo.Services.CreateAsyncScope()).ServiceProvider;

    public Task Deactivated
    {
        get
        {
            lock (Gate)
            {
                return _status == ActivationStatus.Gone ? Task.CompletedTask : (_gone ??= new()).Task;
            }
        }
    }

    /// <summary>The activation whose turn runs here, or null outside of any turn.</summary>
    internal static new Activation? Current => TaskScheduler.Current as Activation;

    internal EmbeddedSilo Silo { get; }

    /// <summary>Order of making, the same in every run of a simulation.</summary>
    internal long Number { get; }

    internal bool HasFilters { get; }

    /// <summary>The name of its turns in a simulation's trace.</summary>
    public override string ToString() => _name ??= GrainId.ToString();

    /// <summary>Starts activating, once the activation has its place in the directory.</summary>
    internal void Begin() => Enqueue((Action)(() => _ = ActivateAsync()));

    /// <summary>The activation after this one; what waits goes to it, ahead of all newer requests.</summary>
    internal Activation Successor(RequestList waiting) => new(Silo, _class, GrainId, _owner) { _waiting = waiting };

    internal IGrainTimer AddTimer(Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(this, callback, options);
        lock (Gate)
        {
            (_timers ??= []).Add(timer);
        }

        timer.Change(options.DueTime, options.Period);
        return timer;
    }

    internal void RemoveTimer(GrainTimer timer)
    {
        lock (Gate)
        {
            _timers?.Remove(timer);
        }
    }

    protected override void RunTurn(object turn)
    {
        if (!Silo.Metrics.TurnDuration.Enabled)
        {
            base.RunTurn(turn);
            return;
        }

        var start = Silo.Time.GetTimestamp();
        base.RunTurn(turn);
        Silo.Metrics.TurnDuration.Record(Silo.Time.GetElapsedTime(start).TotalSeconds, _class.Tag);
    }

    internal ActivationInfo Describe()
    {
        lock (Gate)
        {
            var lastUsed = Silo.Time.GetUtcNow() - Silo.Time.GetElapsedTime(_lastUsed);
            return new(GrainId, _class.Type.FullName!, _status, _since, lastUsed, _running.Count, _waiting.Count);
        }
    }
}
