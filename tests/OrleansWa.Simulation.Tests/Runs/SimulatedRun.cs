using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansWa.Contracts.Channels;
using OrleansWa.Simulation.Tests.Checks;
using OrleansWa.Simulation.Tests.Outside;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Simulation.Tests.Runs;

/// <summary>
/// One life of a silo with a few clinics: patients write, programs send, WhatsApp and the network misbehave, the process crashes and stops at any
/// step. In the end all faults cease, everything settles, and the stored rows are compared with what happened outside.
/// </summary>
internal sealed class SimulatedRun : IDisposable
{
    // Longer than an unknown outcome waits (10 min) and than the longest wait of a pair (10 min), with a few reminders on top.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(25);

    // A whole run takes about 15,000 steps. More in one stretch is something that spins without moving the clock.
    private const long StepsMax = 500_000;

    private readonly Random _dice;
    private readonly RunSettings _settings;
    private readonly SiloWorld _silo;
    private readonly RoughWhatsApp _whatsApp;
    private readonly Meta _meta;
    private readonly Actors _actors;
    private readonly ApiClient _client;
    private readonly StatusWatch _statuses;
    private readonly Trace _trace;
    private readonly Weather _weather;
    private readonly List<Clinic> _clinics = [];
    private readonly Dictionary<string, int> _caps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _flows = new(StringComparer.Ordinal);
    private DateTimeOffset _upSince;
    private bool _isOver;
    private Facts? _facts;

    private SimulatedRun(int seed, Action<IServiceCollection>? mutate, bool isDiskForgetful)
    {
        _dice = new Random(unchecked((seed * 7919) + 17));
        _settings = RunSettings.Draw(_dice);
        _silo = new SiloWorld(seed, _settings.Start, services => Configure(services, mutate));
        _silo.World.StepLimit = StepsMax;
        _trace = new Trace(_silo.World);
        // Whoever looks once a minute can only be late from then on.
        _weather = new Weather(_silo, _dice, _settings) { OnClockSet = () => _upSince = _weather!.Clock, IsDiskForgetful = isDiskForgetful };
        _whatsApp = new RoughWhatsApp(_silo.World, _dice, _settings.FaultRate) { IsAway = IsAway };
        _actors = new Actors(_silo.World);
        _meta = new Meta(_silo, _actors, _dice);
        _client = new ApiClient(_silo, _whatsApp, _actors, _dice);
        _statuses = new StatusWatch(_client.Resends);
        _whatsApp.MayResend = _client.Resends;
        _whatsApp.OnTaken = taken => _meta.Follow(_clinics.Single(c => c.AccountId == taken.AccountId), taken);
    }

    private int Crashes { get; set; }

    private int Stops { get; set; }

    /// <summary>Plays a run to its end and checks it.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="mutate">Plants a fault into the silo.</param>
    /// <param name="isDiskForgetful">The disk loses what was synced, as a store that never syncs would.</param>
    public static RunResult Play(int seed, Action<IServiceCollection>? mutate = null, bool isDiskForgetful = false)
    {
        using var run = new SimulatedRun(seed, mutate, isDiskForgetful);
        return run.Play();
    }

    public void Dispose()
    {
        // A run that ended with an exception may leave a process that cannot be disposed of in order.
        _silo.World.CrashWhen(null);
        _silo.Dispose();
    }

    private RunResult Play()
    {
        var faults = new List<string>();
        try
        {
            Open();
            Live();
            Settle();
            faults.AddRange(Check());
        }
        catch (Exception failure)
        {
            faults.Add($"the run ended with {failure}");
        }

        var world = _silo.World;
        return new RunResult(world.Seed, faults, [.. _trace.Lines()], world.TraceHash, world.Steps, Crashes, Stops, _meta.Posts.Count(p => p.Message is not null), _whatsApp.Attempts.Count)
        {
            Story = faults.Count == 0 || _facts is null ? [] : [.. Story.Of(_facts, _silo.DatabasePath, faults)],
            LastLog = faults.Count == 0 ? [] : [.. _silo.Log.Lines.TakeLast(20)],
            StorageFailures = _weather.StorageFailures,
            ClockJumps = _weather.ClockJumps,
        };
    }

    private void Configure(IServiceCollection services, Action<IServiceCollection>? mutate)
    {
        services.RemoveAll<IConnector>();
        services.AddSingleton<IConnector>(_whatsApp);
        services.Configure<EmbeddedRuntimeOptions>(options =>
        {
            options.CollectionAge = _settings.IdleAfter;
            options.CollectionQuantum = _settings.IdleAfter / 2;
            // An attempt may take 30 s. One that begins in the very instant of the stop would end in the very instant of the default limit.
            options.DeactivationTimeout = TimeSpan.FromSeconds(31);
        });
        _weather.Attach(services);
        mutate?.Invoke(services);
    }

    private void Open()
    {
        // Setting up goes well: until a channel has connected once, nobody holds its number, and what comes for it is only kept.
        _whatsApp.IsCalm = true;
        Start();
        for (var t = 1; t <= _settings.Tenants; t++)
        {
            var tenantId = "t" + t;
            _flows[tenantId] = _dice.Next(3) == 0 ? Clinic.GreetingFlow : Clinic.EchoFlow;
            var channels = _dice.Next(1, 3);
            for (var c = 1; c <= channels; c++)
            {
                OpenChannel(new Clinic(_silo, tenantId, "c" + c), isFirst: c == 1);
            }
        }

        _whatsApp.IsCalm = false;
        _clinics.ForEach(BeginToUse);
    }

    private void OpenChannel(Clinic clinic, bool isFirst)
    {
        int? cap = _dice.Next(4) == 0 ? _dice.Next(3, 25) : null;
        if (cap is { } most)
        {
            _caps[clinic.AccountId] = most;
        }

        _clinics.Add(clinic.Open(isFirst ? _flows[clinic.TenantId] : null, cap, isFirst));
    }

    private void BeginToUse(Clinic clinic)
    {
        var patients = _dice.Next(5, 21);
        new Patients(_silo.World, _meta, _actors, _dice).WriteWithin(clinic, patients, _settings.Busy);
        _client.SendWithin(clinic, _dice.Next(0, 8), patients + 2, _settings.Busy);
        _actors.Begin("mend", () => _client.Mend(clinic, () => _isOver));
    }

    private void Live()
    {
        var busyUntil = _settings.Start + _settings.Busy;
        var end = busyUntil + _settings.Quiet;
        while (_silo.World.Time.GetUtcNow() < end)
        {
            if (_dice.NextDouble() < _settings.CrashRate)
            {
                _weather.CrashWithin(600);
            }

            var isBusy = _silo.World.Time.GetUtcNow() < busyUntil;
            _weather.RunFor(TimeSpan.FromMilliseconds(isBusy ? _dice.Next(200, 20_000) : _dice.Next(1_000, 400_000)));
            ReviveIfDead();
            Look();
            if (_dice.Next(25) == 0)
            {
                StopAndStart();
            }
        }
    }

    private void Settle()
    {
        _silo.World.CrashWhen(null);
        _whatsApp.IsCalm = true;
        ReviveIfDead();
        // Long enough for a mend of every channel, for late statuses and for calls that Meta repeats, and for times that were noted by a clock ahead.
        _silo.World.RunFor(Settling + _weather.SetBack);
        _isOver = true;
        // What was sent only now may have late statuses of its own.
        for (var round = 0; round == 0 || (round < 4 && !_actors.AreDone); round++)
        {
            _silo.World.RunFor(Settling / 2);
        }

        Look();
    }

    private void ReviveIfDead()
    {
        while (!_silo.Process.IsAlive)
        {
            Crashes++;
            _trace.Note(_silo.World, "crashed");
            _silo.AfterCrash();
            _whatsApp.ConnectionsLost();
            if (_dice.Next(2) == 0)
            {
                _silo.World.RunFor(TimeSpan.FromMilliseconds(_dice.Next(0, 90_000)));
            }

            if (!_whatsApp.IsCalm && _dice.Next(4) == 0)
            {
                // Again, within the start or soon after.
                _weather.CrashWithin(80);
            }

            Start();
        }
    }

    private void StopAndStart()
    {
        _silo.World.CrashWhen(null);
        _silo.Process.Stop();
        Stops++;
        _trace.Note(_silo.World, "stopped");
        _whatsApp.ConnectionsLost();
        _silo.World.RunFor(TimeSpan.FromMilliseconds(_dice.Next(0, 10_000)));
        Start();
    }

    private void Look() => _statuses.Look(
        StoredRow.ReadAllButText(_silo.DatabasePath), _weather.Clock, _weather.SetBack + StorageDelay, _silo.Process.IsAlive ? _upSince : DateTimeOffset.MaxValue);

    // A look that fails is repeated a minute later.
    private TimeSpan StorageDelay => _settings.StorageFaultRate > 0 ? TimeSpan.FromMinutes(5) : TimeSpan.Zero;

    private bool IsAway() => !_whatsApp.IsCalm && _settings.Outage is { } outage
        && _silo.World.Time.GetUtcNow() - _settings.Start - outage.After is var since && since >= TimeSpan.Zero && since < outage.For;

    private void Start()
    {
        _upSince = _weather.Clock;
        _silo.Start();
        _silo.Disk.DieAfter(calls: null);
    }

    private IEnumerable<string> Check()
    {
        var facts = _facts = new Facts(
            StoredRow.ReadAll(_silo.DatabasePath), _meta.Posts, _client.Sends, _whatsApp.Attempts, StoredRow.CutOffTries(_silo.DatabasePath), _caps, _flows);
        return
        [
            .. _actors.Faults(),
            .. _whatsApp.Faults,
            .. _statuses.Faults,
            .. IntakeCheck.Faults(facts, _silo.DatabasePath),
            .. ReplyCheck.Faults(facts),
            .. TenantCheck.Faults(facts, _silo.DatabasePath),
            .. OutcomeCheck.Faults(facts),
            .. OrderCheck.Faults(facts),
            .. CancelCheck.Faults(facts),
            .. ExpiryCheck.Faults(facts, _weather.Clock, _weather.IsSteady),
            .. ResendCheck.Faults(facts, _whatsApp.ResentThoughAnswered),
            .. QuotaCheck.Faults(facts),
            .. _silo.Log.Lines.Where(line =>
                (line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("Critical", StringComparison.Ordinal)) && !Weather.Explains(line)),
        ];
    }
}
