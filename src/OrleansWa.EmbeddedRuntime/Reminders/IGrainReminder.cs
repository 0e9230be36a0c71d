namespace OrleansWa.EmbeddedRuntime;

/// <summary>A registered reminder.</summary>
public interface IGrainReminder
{
    /// <summary>Its name, unique in its grain.</summary>
    string ReminderName { get; }
}
