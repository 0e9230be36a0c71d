namespace OrleansWa.EmbeddedRuntime;

/// <summary>A value that may not cross grains was thrown; the text names its type and message.</summary>
[GenerateSerializer]
public sealed class CodecNotFoundException : OrleansException
{
    /// <summary>With a general message.</summary>
    public CodecNotFoundException()
        : base("Codec not found.")
    {
    }

    /// <summary>With a message.</summary>
    /// <param name="message">The message.</param>
    public CodecNotFoundException(string message)
        : base(message)
    {
    }

    /// <summary>With a message and its cause.</summary>
    /// <param name="message">The message.</param>
    /// <param name="innerException">The cause.</param>
    public CodecNotFoundException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
