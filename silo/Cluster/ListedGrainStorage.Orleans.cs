using System.Collections.Frozen;
using OrleansWa.Contracts.State;
using OrleansWa.Grains.State;

namespace OrleansWa.Silo.Cluster;

/// <summary>
/// Orleans' stock tables, with a copy in our own table of the few states that the API lists: the stock tables cannot be listed by tenant. The stock
/// table decides; the copy follows each write, and each activation sets right what a crash in between left.
/// </summary>
internal sealed class ListedGrainStorage(IGrainStorage stock, IStateStore copies) : IGrainStorage
{
    private const int Tries = 5;
    private static readonly FrozenSet<string> Listed = FrozenSet.Create(StringComparer.Ordinal, "wa.tenant", "wa.channel", "wa.flow");

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await stock.ReadStateAsync(stateName, grainId, grainState);
        if (IsListed(grainId) && grainState.RecordExists)
        {
            await Copy(stateName, grainId, grainState.State);
        }
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await stock.WriteStateAsync(stateName, grainId, grainState);
        if (IsListed(grainId))
        {
            await Copy(stateName, grainId, grainState.State);
        }
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await stock.ClearStateAsync(stateName, grainId, grainState);
        if (IsListed(grainId))
        {
            await Settle(Key(stateName, grainId), async copy => await copies.Clear(copy.Key, copy.Version), whenAbsent: null);
        }
    }

    private static bool IsListed(GrainId grainId) => Listed.Contains(grainId.Type.ToString()!);

    private static StateKey Key(string stateName, GrainId grainId) => new(grainId.Type.ToString()!, grainId.Key.ToString()!, stateName);

    private Task Copy<T>(string stateName, GrainId grainId, T state)
    {
        var (key, schema, json) = (Key(stateName, grainId), StateJson.SchemaOf<T>(), StateJson.Write(state));
        return Settle(
            key,
            async copy =>
            {
                if (copy.Json != json || copy.Schema != schema)
                {
                    await copies.Write(key, copy.Version, schema, json);
                }
            },
            async () => await copies.Write(key, 0, schema, json));
    }

    // One activation writes; a conflict is one that is on its way out, and the next look settles it.
    private async Task Settle(StateKey key, Func<StoredState, Task> whenThere, Func<Task>? whenAbsent)
    {
        for (var i = 1; ; i++)
        {
            try
            {
                await (await copies.Read(key) is { } copy ? whenThere(copy) : whenAbsent?.Invoke() ?? Task.CompletedTask);
                return;
            }
            catch (StateConflictException) when (i < Tries)
            {
                // Somebody else wrote it in between.
            }
        }
    }
}
