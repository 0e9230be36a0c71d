namespace OrleansWa.EmbeddedRuntime;

/// <summary>The timer of one reminder. Ticks keep the rhythm of the first one and never overlap.</summary>
internal sealed class LocalReminder : IDisposable
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);
    private readonly EmbeddedSilo _silo;
    private readonly ReminderEntry _entry;
    private readonly IRemindable _grain;
    private readonly ITimer _timer;
    private DateTime _dueAt;

    internal LocalReminder(EmbeddedSilo silo, ReminderEntry entry, TimeSpan wait)
    {
        _silo = silo;
        _entry = entry;
        _grain = silo.Client.GetGrain<IRemindable>(entry.GrainId);
        _dueAt = Now + wait;
        using var noFlow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        _timer = silo.Time.CreateTimer(static self => ((LocalReminder)self!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        WaitForDue();
    }

    private DateTime Now => _silo.Time.GetUtcNow().UtcDateTime;

    public void Dispose() => _timer.Dispose();

    // A timer cannot wait longer than 49 days; a far reminder waits in steps.
    private void WaitForDue()
    {
        var wait = _dueAt - Now;
        wait = wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        _timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }

    private void Due()
    {
        if (Now < _dueAt)
        {
            WaitForDue();
            return;
        }

        _silo.Background.Run(Tick);
    }

    private async Task Tick()
    {
        try
        {
            await _grain.ReceiveReminder(_entry.ReminderName, new TickStatus(_entry.StartAt, _entry.Period, Now));
        }
        catch (Exception error)
        {
            _silo.LogReminderFailure(_entry.GrainId, _entry.ReminderName, error);
        }

        var now = Now;
        var sinceLast = now <= _entry.StartAt ? TimeSpan.Zero : new TimeSpan((now - _entry.StartAt).Ticks % _entry.Period.Ticks);
        _dueAt = now + _entry.Period - sinceLast;
        WaitForDue();
    }
}
