using System.Globalization;
using System.Text.Json;

namespace OrleansWa.Grains.Tests.Runtime;

/// <summary>A store that outlives a silo, with the versions of the embedded runtime's: a change in memory without a write is lost.</summary>
internal sealed class InMemoryGrainStorage : IGrainStorage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(GrainId GrainId, string Name), (string Json, long Version)> _records = [];

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            grainState.RecordExists = _records.TryGetValue((grainId, stateName), out var record);
            grainState.ETag = grainState.RecordExists ? Text(record.Version) : null;
            grainState.State = grainState.RecordExists ? JsonSerializer.Deserialize<T>(record.Json)! : Activator.CreateInstance<T>();
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            var version = Check((grainId, stateName), grainState.ETag) + 1;
            _records[(grainId, stateName)] = (JsonSerializer.Serialize(grainState.State), version);
            grainState.ETag = Text(version);
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            Check((grainId, stateName), grainState.ETag);
            _records.Remove((grainId, stateName));
            grainState.ETag = null;
            grainState.RecordExists = false;
            grainState.State = Activator.CreateInstance<T>();
        }

        return Task.CompletedTask;
    }

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private long Check((GrainId GrainId, string Name) key, string? expected)
    {
        var stored = _records.TryGetValue(key, out var record) ? Text(record.Version) : null;
        return stored == expected
            ? record.Version
            : throw new InconsistentStateException($"State '{key.Name}' of {key.GrainId} has another version.", stored!, expected!);
    }
}
