namespace OrleansWa.Grains.Tests.Runtime;

[Alias("test.persistent-probe")]
public interface IPersistentProbeGrain : IGrainWithStringKey
{
    [Alias("Append")]
    Task<int> Append(int value);

    [Alias("Values")]
    Task<List<int>> Values();
}

/// <summary>Acknowledges a value after its state is written, and leaves after each third.</summary>
[GrainType("test.persistent-probe")]
public sealed class PersistentProbeGrain([PersistentState("values")] IPersistentState<List<int>> state, TimeProvider time) : Grain, IPersistentProbeGrain
{
    public async Task<int> Append(int value)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(3), time);
        state.State = [.. state.State, value];
        await state.WriteStateAsync();
        if (state.State.Count % 3 == 0)
        {
            DeactivateOnIdle();
        }

        return value;
    }

    public Task<List<int>> Values() => Task.FromResult(state.State);
}
