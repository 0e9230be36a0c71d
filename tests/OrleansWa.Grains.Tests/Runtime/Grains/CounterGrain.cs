namespace OrleansWa.Grains.Tests.Runtime;

[Alias("test.counter")]
public interface ICounterGrain : IGrainWithStringKey
{
    [Alias("Add")]
    Task<CounterState> Add(int amount);

    [Alias("Get")]
    Task<CounterState> Get();

    [Alias("ChangeWithoutWriting")]
    Task ChangeWithoutWriting(int total);

    [Alias("Clear")]
    Task<bool> Clear();

    [Alias("Leave")]
    Task Leave();
}

[GenerateSerializer, Immutable, Alias("test.counter-state")]
public sealed record CounterState([property: Id(0)] int Total, [property: Id(1)] string? Etag)
{
    public CounterState()
        : this(0, null)
    {
    }
}

[GrainType("test.counter")]
public sealed class CounterGrain([PersistentState("counter")] IPersistentState<CounterState> state) : Grain, ICounterGrain
{
    public async Task<CounterState> Add(int amount)
    {
        var before = state.State;
        state.State = before with { Total = before.Total + amount };
        await state.WriteStateAsync();
        return state.State with { Etag = state.Etag };
    }

    public Task<CounterState> Get() => Task.FromResult(state.State with { Etag = state.RecordExists ? state.Etag : "none" });

    public Task ChangeWithoutWriting(int total)
    {
        state.State = state.State with { Total = total };
        return Task.CompletedTask;
    }

    public async Task<bool> Clear()
    {
        await state.ClearStateAsync();
        return state.RecordExists;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
