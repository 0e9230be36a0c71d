namespace OrleansWa.EmbeddedRuntime;

/// <summary>What a store reads into and writes from.</summary>
/// <typeparam name="T">Type of the record.</typeparam>
public interface IGrainState<T>
{
    /// <summary>The record.</summary>
    T? State { get; set; }

    /// <summary>Its version.</summary>
    string? ETag { get; set; }

    /// <summary>True when the store has it.</summary>
    bool RecordExists { get; set; }
}
