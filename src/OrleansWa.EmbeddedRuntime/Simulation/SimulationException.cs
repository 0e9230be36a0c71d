namespace OrleansWa.EmbeddedRuntime.Simulation;

/// <summary>A simulation failed; the message begins with its seed, which replays it.</summary>
public sealed class SimulationException : Exception
{
    /// <summary>With a general message.</summary>
    public SimulationException()
        : this("The simulation failed.")
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">The message.</param>
    public SimulationException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public SimulationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
