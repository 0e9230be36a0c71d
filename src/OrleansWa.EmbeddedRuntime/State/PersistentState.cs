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
        await storage.ReadStateAsync(stateName, grainId, _record, cancellationToken);
        _record.State ??= Empty();
    }

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        storage.WriteStateAsync(stateName, grainId, _record, cancellationToken);

    public async Task ClearStateAsync(CancellationToken cancellationToken)
    {
        await storage.ClearStateAsync(stateName, grainId, _record, cancellationToken);
        _record.State = Empty();
    }

    // As in Orleans: a type without a parameterless constructor is made without running any.
    private static TState Empty() =>
        HasConstructor ? System.Activator.CreateInstance<TState>() : (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));
}
