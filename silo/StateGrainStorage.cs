using OrleansWa.Contracts.State;
using OrleansWa.Grains.State;

namespace OrleansWa.Silo;

/// <summary>Grain storage of both runtimes over the one state store: same table, same group commit, same JSON.</summary>
internal sealed class StateGrainStorage(IStateStore store) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var stored = await store.Read(Key(stateName, grainId));
        grainState.RecordExists = stored is not null;
        grainState.ETag = ETag(stored?.Version ?? 0);
        grainState.State = stored is null ? Activator.CreateInstance<T>() : StateJson.Read<T>(stored);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            var version = await store.Write(
                Key(stateName, grainId), Version(grainState.ETag), StateJson.SchemaOf<T>(), StateJson.Write(grainState.State));
            grainState.ETag = ETag(version);
            grainState.RecordExists = true;
        }
        catch (StateConflictException conflict)
        {
            throw Inconsistent(conflict, grainState.ETag);
        }
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await store.Clear(Key(stateName, grainId), Version(grainState.ETag));
            grainState.ETag = ETag(0);
            grainState.RecordExists = false;
            grainState.State = Activator.CreateInstance<T>();
        }
        catch (StateConflictException conflict)
        {
            throw Inconsistent(conflict, grainState.ETag);
        }
    }

    private static InconsistentStateException Inconsistent(StateConflictException conflict, string? etag) =>
        new(conflict.Message, ETag(conflict.Actual), etag ?? "", conflict);

    private static StateKey Key(string stateName, GrainId grainId) =>
        new(grainId.Type.ToString()!, grainId.Key.ToString()!, stateName);

    private static long Version(string? etag) => string.IsNullOrEmpty(etag) ? 0 : long.Parse(etag, System.Globalization.CultureInfo.InvariantCulture);

    private static string ETag(long version) => version.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
