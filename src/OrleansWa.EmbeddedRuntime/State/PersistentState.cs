using System.Runtime.CompilerServices;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>One stored record of one activation.</summary>
internal sealed class PersistentState<TState>(string stateName, IGrainStorage storage, GrainId grainId) : IPersistentState<TState>, IActivationState
{
    private static readonly bool HasConstructor = typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null;
    private readonly GrainState<TState> _record = new(Empty());

    public TState State
    {
        get => _record.State!;
        set => _record.State = value;
    }

    public string? Etag => _record.ETag;

    public bool RecordExists => _record.RecordExists;

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.ReadStateAsync(stateName, grainId, _record, cancellationToken);
        }
        catch (Exception error) when (IsForeign(error, cancellationToken))
        {
            throw Wrapped(error, "read");
        }

        _record.State ??= Empty();
    }

    public async Task WriteStateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.WriteStateAsync(stateName, grainId, _record, cancellationToken);
        }
        catch (Exception error) when (IsForeign(error, cancellationToken))
        {
            throw Wrapped(error, "written");
        }
    }

    public async Task ClearStateAsync(CancellationToken cancellationToken)
    {
        try
        {
            await storage.ClearStateAsync(stateName, grainId, _record, cancellationToken);
        }
        catch (Exception error) when (IsForeign(error, cancellationToken))
        {
            throw Wrapped(error, "cleared");
        }

        _record.State = Empty();
    }

    // As in Orleans: a type without a parameterless constructor is made without running any.
    private static TState Empty() =>
        HasConstructor ? System.Activator.CreateInstance<TState>() : (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));

    // As in Orleans: what the store throws comes wrapped, unless it is the runtime's own or the caller's wish.
    private static bool IsForeign(Exception error, CancellationToken cancellationToken) =>
        error is not OrleansException && !(error is OperationCanceledException && cancellationToken.IsCancellationRequested);

    private OrleansException Wrapped(Exception error, string what) =>
        new($"State '{stateName}' of {grainId} could not be {what}: {error.Message}", error);
}
