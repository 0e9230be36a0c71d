using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>
/// The embedded runtime of one process: grain classes, their activations, timers and reminders. Register it with
/// <see cref="EmbeddedRuntimeServices.AddEmbeddedRuntime"/>; a host starts and stops it, or call <see cref="StartAsync"/> yourself.
/// </summary>
public sealed partial class EmbeddedSilo : IHostedService, IDisposable
{
    private readonly ILogger<EmbeddedSilo> _logger;
    private readonly ActivationDirectory _directory;
    private readonly OnDemandTimer _collector;
    private readonly ReminderService _reminders;
    private readonly List<string> _problems = [];
    private volatile SiloStatus _status = SiloStatus.Created;
    private long _lastActivationNumber;
    private int _activations;

    /// <summary>Prepares the grain classes; nothing runs before <see cref="StartAsync"/>.</summary>
    /// <param name="services">The process's services.</param>
    /// <param name="options">The limits.</param>
    /// <param name="time">The clock of everything here.</param>
    /// <param name="executor">Where turns run.</param>
    /// <param name="logger">For failures that have no caller.</param>
    public EmbeddedSilo(
        IServiceProvider services, IOptions<EmbeddedRuntimeOptions> options, TimeProvider time, IWorkExecutor executor, ILogger<EmbeddedSilo> logger)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);
        Services = services;
        Options = options.Value;
        Options.Check();
        Time = time;
        Executor = executor;
        Background = new BackgroundTurns(executor);
        _logger = logger;
        Types = new GrainTypes(this, LoadClasses(services.GetRequiredService<RegisteredGrains>()));
        Metrics = new RuntimeMetrics(() => Types.Classes);
        Clock = new CallClock(this);
        Client = new ClusterClient(this);
        _directory = new ActivationDirectory(this);
        _collector = new OnDemandTimer(time, Options.CollectionQuantum, CollectIdle);
        _reminders = new ReminderService(this);
    }

    /// <summary>Makes references to grains, for code outside of grains.</summary>
    public IClusterClient Client { get; }

    /// <summary>Registers reminders by grain id.</summary>
    public IReminderRegistry Reminders => _reminders;

    internal IServiceProvider Services { get; }

    internal EmbeddedRuntimeOptions Options { get; }

    internal TimeProvider Time { get; }

    internal IWorkExecutor Executor { get; }

    /// <summary>Where the silo awaits on its own account; outside of a scheduler an await would leave a simulation.</summary>
    internal BackgroundTurns Background { get; }

    internal GrainTypes Types { get; }

    internal RuntimeMetrics Metrics { get; }

    internal CallClock Clock { get; }

    internal IIncomingGrainCallFilter[] Filters { get; private set; } = [];

    /// <summary>Checks all grain classes and interfaces, loads the reminders, and begins to take calls.</summary>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="InvalidOperationException">Classes or interfaces break the rules; the message lists every one.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _problems.AddRange(GrainRules.Check(this));
        if (_problems.Count > 0)
        {
            throw new InvalidOperationException("The grains break the rules of the runtime:" + string.Concat(_problems.Select(problem => "\n- " + problem)));
        }

        Filters = [.. Services.GetServices<IIncomingGrainCallFilter>()];
        _status = SiloStatus.Running;
        await _reminders.StartAsync(cancellationToken);
    }

    /// <summary>
    /// Refuses clients, lets running requests end, and deactivates everything; takes at most <see cref="EmbeddedRuntimeOptions.StopTimeout"/>.
    /// What has not ended by then is dropped, and its callers get <see cref="SiloUnavailableException"/>.
    /// </summary>
    /// <param name="cancellationToken">Cuts the waiting short.</param>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_status == SiloStatus.Running)
        {
            _status = SiloStatus.Draining;
            _reminders.Stop();
            await new SiloDrain(this, _directory).RunAsync(cancellationToken);
            Abandon("The silo has stopped.");
        }
    }

    /// <summary>Drops everything at once, as when the process dies; callers get <see cref="SiloUnavailableException"/>.</summary>
    public void Dispose()
    {
        Abandon("The silo was disposed.");
        Metrics.Dispose();
    }

    /// <summary>All activations, ordered by grain id.</summary>
    public IReadOnlyList<ActivationInfo> GetActivations() =>
        [.. _directory.All().OrderBy(known => known.GrainId).ThenBy(known => known.Number).Select(known => known.Describe())];

    /// <summary>The activations of one grain: none or one, or several of a stateless worker.</summary>
    /// <param name="grainId">The grain.</param>
    public IReadOnlyList<ActivationInfo> GetActivations(GrainId grainId) =>
        [.. _directory.Of(grainId).Select(known => known.Describe()).Where(known => known.Status != ActivationStatus.Gone)];

    /// <summary>Deactivates a grain; completes when its activations of this moment are gone. A call may activate it again at once.</summary>
    /// <param name="grainId">The grain.</param>
    public Task DeactivateAsync(GrainId grainId) => DeactivateAsync(_directory.Of(grainId), DeactivationReasonCode.RuntimeRequested);

    internal static Task DeactivateAsync(IReadOnlyList<Activation> activations, DeactivationReasonCode code)
    {
        foreach (var activation in activations)
        {
            activation.Deactivate(new(code, "The operator or the host asked for it."));
        }

        return Task.WhenAll(activations.Select(activation => activation.Deactivated));
    }

    internal void Abandon(string why)
    {
        _status = SiloStatus.Stopped;
        _reminders.Stop();
        Clock.Dispose();
        _collector.Dispose();
        foreach (var activation in InOrder(_directory.All()))
        {
            activation.Abandon(new SiloUnavailableException(why));
        }
    }

    /// <summary>The process is gone: callers outside of it find out, nothing else happens.</summary>
    internal void Crash()
    {
        _status = SiloStatus.Stopped;
        foreach (var activation in InOrder(_directory.All()))
        {
            activation.FailCalls(new SiloUnavailableException("The process crashed; whether the call ran is unknown."));
        }
    }

    internal static IEnumerable<Activation> InOrder(IEnumerable<Activation> activations) => activations.OrderBy(known => known.Number);

    private List<GrainClass> LoadClasses(RegisteredGrains registered)
    {
        var classes = new List<GrainClass>();
        foreach (var type in registered.Classes)
        {
            try
            {
                classes.Add(new GrainClass(type, registered));
            }
            catch (Exception error) when (error is InvalidOperationException or ArgumentException)
            {
                _problems.Add(error.Message);
            }
        }

        return classes;
    }
}
