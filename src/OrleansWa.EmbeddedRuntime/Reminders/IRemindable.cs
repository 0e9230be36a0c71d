namespace OrleansWa.EmbeddedRuntime;

/// <summary>A grain that reminders may wake.</summary>
[Alias("orleans.remindable")]
public interface IRemindable : IGrain
{
    /// <summary>A reminder is due. It may be late, lost while the process was down, or come twice: it only wakes the grain.</summary>
    /// <param name="reminderName">Name of the reminder.</param>
    /// <param name="status">Its times.</param>
    [Alias("ReceiveReminder")]
    Task ReceiveReminder(string reminderName, TickStatus status);
}
