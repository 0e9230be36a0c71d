using Microsoft.Extensions.DependencyInjection;
using OrleansWa.Simulation.Tests.Outside;
using OrleansWa.Testing.Disks;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Simulation.Tests.Runs;

/// <summary>What befalls the machine: disk and database errors, a disk that dies in the middle of a commit, a clock that is set.</summary>
internal sealed class Weather
{
    private static readonly string[] Marks = [UnsureStores.Mark, "disk I/O error", "database or disk is full", "unable to open database file"];
    private readonly SiloWorld _silo;
    private readonly Random _dice;
    private readonly RunSettings _settings;
    private readonly UnsureStores _stores;
    private readonly List<DateTimeOffset> _clockSetAt = [];

    public Weather(SiloWorld silo, Random dice, RunSettings settings)
    {
        (_silo, _dice, _settings) = (silo, dice, settings);
        _stores = new UnsureStores(dice);
    }

    /// <summary>How far back the clock was set in all.</summary>
    public TimeSpan SetBack { get; private set; }

    /// <summary>A fault: the disk says that it has synced, and has not.</summary>
    public bool IsDiskForgetful { get; init; }

    /// <summary>Times that the clock was set.</summary>
    public int ClockJumps => _clockSetAt.Count;

    /// <summary>What the clock of the machine says.</summary>
    public DateTimeOffset Clock => _silo.World.Time.GetUtcNow() + _silo.World.ClockError;

    /// <summary>Called when the clock was set.</summary>
    public Action? OnClockSet { get; set; }

    /// <summary>Storage calls that went wrong, at the disk and on the line to the store.</summary>
    public int StorageFailures => _silo.Disk.Failures + _stores.Failures;

    /// <summary>Whether the clock was not set in a stretch of true time.</summary>
    public bool IsSteady(DateTimeOffset from, DateTimeOffset to) => !_clockSetAt.Exists(at => at >= from && at <= to);

    public void Attach(IServiceCollection services) => _stores.Attach(services);

    /// <summary>Lets a stretch of time pass in it.</summary>
    public void RunFor(TimeSpan duration)
    {
        SetClock();
        _silo.Disk.OnCall = Answer;
        _stores.Rate = _settings.StorageFaultRate;
        _silo.World.RunFor(duration);
        (_silo.Disk.OnCall, _stores.Rate) = (null, 0);
        if (_silo.Disk.IsDead)
        {
            _silo.Process.Crash();
        }

        _silo.Disk.DieAfter(calls: null);
    }

    /// <summary>The process crashes soon: between two steps, or while the disk is written.</summary>
    public void CrashWithin(int steps)
    {
        var at = _silo.World.Steps + _dice.Next(1, steps);
        if (_dice.Next(2) == 0)
        {
            _silo.Disk.DieAfter(_dice.Next(1, steps * 2));
        }

        _silo.World.CrashWhen(step => step >= at || _silo.Disk.IsDead);
    }

    /// <summary>Whether a line of the log follows from an injected fault.</summary>
    public static bool Explains(string line) => Array.Exists(Marks, mark => line.Contains(mark, StringComparison.Ordinal));

    // A disk's calls are ten times as many as the store's.
    private DiskAnswer Answer(DiskCall call) =>
        IsDiskForgetful && call == DiskCall.Sync ? DiskAnswer.Forgotten
        : _settings.StorageFaultRate == 0 || _dice.NextDouble() >= _settings.StorageFaultRate / 10 ? DiskAnswer.Done
        : (call, _dice.Next(3)) switch
        {
            (DiskCall.Sync, 0) => DiskAnswer.DoneAndFailed,
            (DiskCall.Write, 0 or 1) => DiskAnswer.Full,
            _ => DiskAnswer.Failed,
        };

    // Forwards by hours, as when a machine wakes; back to the right time, or backwards by minutes, as time servers correct it.
    private void SetClock()
    {
        if (_dice.NextDouble() >= _settings.ClockRate)
        {
            return;
        }

        var error = _silo.World.ClockError;
        var next = _dice.Next(3) switch
        {
            0 => error + TimeSpan.FromMinutes(_dice.Next(1, 180)),
            1 => TimeSpan.Zero,
            _ => error - TimeSpan.FromSeconds(_dice.Next(1, 600)),
        };
        if (next != error)
        {
            _clockSetAt.Add(_silo.World.Time.GetUtcNow());
            SetBack += next < error ? error - next : TimeSpan.Zero;
            _silo.World.ClockError = next;
            OnClockSet?.Invoke();
        }
    }
}
