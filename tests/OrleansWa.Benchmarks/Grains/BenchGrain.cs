namespace OrleansWa.Benchmarks.Grains;

[GrainType("wa.bench")]
internal sealed class BenchGrain([PersistentState("bench")] IPersistentState<BenchState> state) : Grain, IBenchGrain
{
    public Task<int> Echo(int value) => Task.FromResult(value);

    public async Task<int> Add()
    {
        state.State = state.State with { Count = state.State.Count + 1 };
        await state.WriteStateAsync();
        return state.State.Count;
    }
}
