using Microsoft.Extensions.DependencyInjection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>Keeps the reminders of the process and sends their ticks.</summary>
internal sealed class ReminderService(EmbeddedSilo silo) : IReminderRegistry
{
    private static readonly TimeSpan MinimumPeriod = TimeSpan.FromMinutes(1);
    private readonly Lock _gate = new();
    private readonly SortedDictionary<(GrainId GrainId, string Name), LocalReminder> _reminders = [];
    private IReminderStore? _store;
    private bool _isStopped;

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, MinimumPeriod);
        var entry = new ReminderEntry
        {
            GrainId = callingGrainId,
            ReminderName = reminderName,
            StartAt = silo.Time.GetUtcNow().UtcDateTime + dueTime,
            Period = period,
        };
        await Store().Upsert(entry);
        Add(entry, dueTime);
        return new GrainReminder(reminderName);
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        ArgumentNullException.ThrowIfNull(reminder);
        await Store().Remove(callingGrainId, reminder.ReminderName);
        lock (_gate)
        {
            Forget((callingGrainId, reminder.ReminderName));
        }
    }

    public Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName)
    {
        lock (_gate)
        {
            var isKnown = _reminders.ContainsKey((callingGrainId, reminderName));
            return Task.FromResult<IGrainReminder?>(isKnown ? new GrainReminder(reminderName) : null);
        }
    }

    public Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId)
    {
        lock (_gate)
        {
            var own = _reminders.Keys.Where(key => key.GrainId == callingGrainId);
            return Task.FromResult(own.Select(key => (IGrainReminder)new GrainReminder(key.Name)).ToList());
        }
    }

    internal async Task StartAsync(CancellationToken cancellationToken)
    {
        _store = silo.Services.GetService<IReminderStore>();
        var entries = _store is null ? [] : await _store.ReadAll(cancellationToken);
        var overdue = 0;
        foreach (var entry in entries.OrderBy(entry => entry.GrainId).ThenBy(entry => entry.ReminderName, StringComparer.Ordinal))
        {
            if (!silo.Types.Knows(entry.GrainId.Type))
            {
                silo.LogUnknownReminder(entry);
                continue;
            }

            var wait = entry.StartAt - silo.Time.GetUtcNow().UtcDateTime;
            Add(entry, wait > TimeSpan.Zero ? wait : Soon(overdue++));
        }
    }

    internal void Stop()
    {
        lock (_gate)
        {
            _isStopped = true;
            foreach (var reminder in _reminders.Values)
            {
                reminder.Dispose();
            }

            _reminders.Clear();
        }
    }

    // Whatever was due while the process was down is due now, but not all in the same instant.
    private static TimeSpan Soon(int position) => TimeSpan.FromMilliseconds(10 * (position % 6_000));

    private void Add(ReminderEntry entry, TimeSpan wait)
    {
        var key = (entry.GrainId, entry.ReminderName);
        lock (_gate)
        {
            Forget(key);
            if (!_isStopped)
            {
                _reminders[key] = new LocalReminder(silo, entry, wait);
            }
        }
    }

    private void Forget((GrainId GrainId, string Name) key)
    {
        if (_reminders.Remove(key, out var reminder))
        {
            reminder.Dispose();
        }
    }

    private IReminderStore Store() => _store ?? throw new InvalidOperationException($"No {nameof(IReminderStore)} is registered.");
}
