namespace OrleansWa.EmbeddedRuntime;

/// <summary>The call was refused before it ran.</summary>
[GenerateSerializer]
public class OrleansMessageRejectionException : OrleansException
{
    /// <summary>With a general message.</summary>
    public OrleansMessageRejectionException()
        : base("Message rejected.")
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">The message.</param>
    public OrleansMessageRejectionException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public OrleansMessageRejectionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
