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
        ArgumentOutOfRangeException.ThrowIfLessThan(period, TimeSpan.Zero);
        if (period < MinimumPeriod)
        {
            throw new ArgumentException($"The period of reminder {reminderName} is {period}, less than the shortest one, {MinimumPeriod}.");
        }

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
        foreach (var entry in entries.OrderBy(entry => entry.GrainId).ThenBy(entry => entry.ReminderName, StringComparer.Ordinal))
        {
            if (!silo.Types.Knows(entry.GrainId.Type))
            {
                silo.LogUnknownReminder(entry);
                continue;
            }

            Add(entry, WaitFor(entry, silo.Time.GetUtcNow().UtcDateTime));
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

    // As in Orleans: ticks that were due while the process was down are not made up for; the rhythm goes on.
    private static TimeSpan WaitFor(ReminderEntry entry, DateTime now)
    {
        if (now <= entry.StartAt)
        {
            return entry.StartAt - now;
        }

        var sinceLast = (now - entry.StartAt).Ticks % entry.Period.Ticks;
        return sinceLast == 0 ? TimeSpan.Zero : new TimeSpan(entry.Period.Ticks - sinceLast);
    }

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
