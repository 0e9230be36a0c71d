namespace OrleansWa.EmbeddedRuntime;

/// <summary>One stored record of a grain, without its type.</summary>
public interface IStorage
{
    /// <summary>Version of the record that was read or written last; null when there is none.</summary>
    string? Etag { get; }

    /// <summary>True when the store has a record.</summary>
    bool RecordExists { get; }

    /// <summary>Removes the record.</summary>
    /// <exception cref="InconsistentStateException">The stored version is another one.</exception>
    Task ClearStateAsync();

    /// <summary>Writes the record; durable when the task completes.</summary>
    /// <exception cref="InconsistentStateException">The stored version is another one.</exception>
    Task WriteStateAsync();

    /// <summary>Reads the record again.</summary>
    Task ReadStateAsync();

    /// <summary>Removes the record.</summary>
    /// <param name="cancellationToken">Gives up waiting; the outcome is then unknown.</param>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <summary>Writes the record; durable when the task completes.</summary>
    /// <param name="cancellationToken">Gives up waiting; the outcome is then unknown.</param>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <summary>Reads the record again.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}
