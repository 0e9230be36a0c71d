namespace OrleansWa.EmbeddedRuntime;

/// <summary>A reminder as its grain sees it.</summary>
internal sealed record GrainReminder(string ReminderName) : IGrainReminder;
