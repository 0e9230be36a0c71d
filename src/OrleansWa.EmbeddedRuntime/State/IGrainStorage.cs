namespace OrleansWa.EmbeddedRuntime;

/// <summary>A store of grain states. Registered as a keyed service under its storage name; the default one without key, or under "Default".</summary>
public interface IGrainStorage
{
    /// <summary>Reads a record, its version and whether it exists into <paramref name="grainState"/>.</summary>
    /// <typeparam name="T">Type of the record.</typeparam>
    /// <param name="stateName">Name of the state.</param>
    /// <param name="grainId">Identity of the grain.</param>
    /// <param name="grainState">Receives the record.</param>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>As the overload without token.</summary>
    /// <typeparam name="T">Type of the record.</typeparam>
    /// <param name="stateName">Name of the state.</param>
    /// <param name="grainId">Identity of the grain.</param>
    /// <param name="grainState">Receives the record.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ReadStateAsync(stateName, grainId, grainState);

    /// <summary>Writes a record when the stored version is the one in <paramref name="grainState"/>, and puts the new version there.</summary>
    /// <typeparam name="T">Type of the record.</typeparam>
    /// <param name="stateName">Name of the state.</param>
    /// <param name="grainId">Identity of the grain.</param>
    /// <param name="grainState">The record and its expected version.</param>
    /// <exception cref="InconsistentStateException">The stored version is another one.</exception>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>As the overload without token.</summary>
    /// <typeparam name="T">Type of the record.</typeparam>
    /// <param name="stateName">Name of the state.</param>
    /// <param name="grainId">Identity of the grain.</param>
    /// <param name="grainState">The record and its expected version.</param>
    /// <param name="cancellationToken">Gives up waiting; the outcome is then unknown.</param>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        WriteStateAsync(stateName, grainId, grainState);

    /// <summary>Removes a record when the stored version is the one in <paramref name="grainState"/>.</summary>
    /// <typeparam name="T">Type of the record.</typeparam>
    /// <param name="stateName">Name of the state.</param>
    /// <param name="grainId">Identity of the grain.</param>
    /// <param name="grainState">The expected version; emptied.</param>
    /// <exception cref="InconsistentStateException">The stored version is another one.</exception>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <summary>As the overload without token.</summary>
    /// <typeparam name="T">Type of the record.</typeparam>
    /// <param name="stateName">Name of the state.</param>
    /// <param name="grainId">Identity of the grain.</param>
    /// <param name="grainState">The expected version; emptied.</param>
    /// <param name="cancellationToken">Gives up waiting; the outcome is then unknown.</param>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ClearStateAsync(stateName, grainId, grainState);
}
