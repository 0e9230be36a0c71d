namespace OrleansWa.EmbeddedRuntime;

/// <summary>The plain implementation of <see cref="IGrainState{T}"/>.</summary>
/// <typeparam name="T">Type of the record.</typeparam>
[GenerateSerializer]
public sealed class GrainState<T> : IGrainState<T>
{
    /// <summary>No record.</summary>
    public GrainState()
    {
    }

    /// <summary>A record without version.</summary>
    /// <param name="state">The record.</param>
    public GrainState(T? state)
        : this(state, null)
    {
    }

    /// <summary>A record with its version.</summary>
    /// <param name="state">The record.</param>
    /// <param name="eTag">The version.</param>
    public GrainState(T? state, string? eTag)
    {
        State = state;
        ETag = eTag;
    }

    /// <inheritdoc/>
    [Id(0)]
    public T? State { get; set; }

    /// <inheritdoc/>
    [Id(1)]
    public string? ETag { get; set; }

    /// <inheritdoc/>
    [Id(2)]
    public bool RecordExists { get; set; }
}
