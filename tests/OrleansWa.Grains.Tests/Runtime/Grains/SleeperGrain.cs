namespace OrleansWa.Grains.Tests.Runtime;

[Alias("test.sleeper")]
public interface ISleeperGrain : IGrainWithStringKey
{
    [Alias("Remind")]
    Task Remind(string name, TimeSpan dueTime, TimeSpan period);

    [Alias("Cancel")]
    Task Cancel(string name);

    [Alias("Names")]
    Task<string> Names();
}

[GrainType("test.sleeper")]
public sealed class SleeperGrain(Signals signals, TimeProvider time) : Grain, ISleeperGrain, IRemindable
{
    public Task Remind(string name, TimeSpan dueTime, TimeSpan period) => this.RegisterOrUpdateReminder(name, dueTime, period);

    public async Task Cancel(string name)
    {
        if (await this.GetReminder(name) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    public async Task<string> Names() => string.Join(",", (await this.GetReminders()).Select(reminder => reminder.ReminderName));

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        signals.Log.Enqueue($"{reminderName} {time.GetUtcNow():HH:mm:ss}");
        await (signals.IsSet("cancel reminders") ? Cancel(reminderName) : Task.CompletedTask);
        if (signals.IsSet("fail reminders"))
        {
            throw new InvalidOperationException("tick failed");
        }
    }
}
