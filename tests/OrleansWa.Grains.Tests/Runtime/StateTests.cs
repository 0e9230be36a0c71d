namespace OrleansWa.Grains.Tests.Runtime;

public sealed class StateTests
{
    [Fact]
    public void State_WhenWritten_TheNextActivationReadsIt()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<ICounterGrain>("a");
        silo.World.Run(async () =>
        {
            (await grain.Get()).ShouldBe(new CounterState(0, "none"));
            (await grain.Add(2)).ShouldBe(new CounterState(2, "1"));
            await grain.Leave();
            (await grain.Add(3)).ShouldBe(new CounterState(5, "2"));
        });
    }

    [Fact]
    public void State_WhenChangedWithoutWrite_IsLostWithTheActivation()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<ICounterGrain>("a");
        silo.World.Run(async () =>
        {
            await grain.Add(2);
            await grain.ChangeWithoutWriting(100);
            await silo.Deactivate(grain);
            (await grain.Get()).Total.ShouldBe(2);
        });
    }

    [Fact]
    public void State_WhenCleared_IsEmptyAndGone()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<ICounterGrain>("a");
        silo.World.Run(async () =>
        {
            await grain.Add(2);
            (await grain.Clear()).ShouldBeFalse();
            (await grain.Get()).ShouldBe(new CounterState(0, "none"));
            await grain.Leave();
            (await grain.Get()).ShouldBe(new CounterState(0, "none"));
        });
    }

    [Fact]
    public void State_WhenStoreHasAnotherVersion_CallFailsAndActivationGoes()
    {
        using var silo = new SimulatedSilo();
        var grain = silo.Client.GetGrain<ICounterGrain>("a");
        silo.World.Run(async () =>
        {
            await grain.Add(1);
            var other = new GrainState<CounterState>(new CounterState(50, null), "1");
            await silo.Stores.States.WriteStateAsync("counter", grain.GetGrainId(), other);
            var error = await Should.ThrowAsync<InconsistentStateException>(grain.Add(1));
            (error.StoredEtag, error.CurrentEtag).ShouldBe(("2", "1"));
            (await grain.Add(1)).Total.ShouldBe(51, "the next activation has read the state anew");
        });
    }

    [Fact]
    public void State_WhenReadFails_TheWaitingCallFailsAndTheNextTriesAgain()
    {
        var storage = new FailingStorage();
        using var silo = new SimulatedSilo(storage: storage);
        var grain = silo.Client.GetGrain<ICounterGrain>("a");
        silo.World.Run(async () =>
        {
            storage.IsBroken = true;
            (await Should.ThrowAsync<OrleansException>(grain.Get())).InnerException.ShouldBeOfType<IOException>().Message.ShouldBe("disk");
            storage.IsBroken = false;
            (await grain.Get()).Total.ShouldBe(0);
        });
    }

    [Fact]
    public void State_WhenWriteFails_TheFailureIsInsideTheRuntimesOwn()
    {
        var storage = new FailingStorage();
        using var silo = new SimulatedSilo(storage: storage);
        var grain = silo.Client.GetGrain<ICounterGrain>("a");
        silo.World.Run(async () =>
        {
            await grain.Add(1);
            storage.IsBroken = true;
            (await Should.ThrowAsync<OrleansException>(grain.Add(1))).InnerException.ShouldBeOfType<IOException>();
            (await Should.ThrowAsync<OrleansException>(grain.Clear())).InnerException.ShouldBeOfType<IOException>();
        });
    }

    private sealed class FailingStorage : IGrainStorage
    {
        private readonly InMemoryGrainStorage _inner = new();

        public bool IsBroken { get; set; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            IsBroken ? throw new IOException("disk") : _inner.ReadStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            IsBroken ? throw new IOException("disk") : _inner.WriteStateAsync(stateName, grainId, grainState);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            IsBroken ? throw new IOException("disk") : _inner.ClearStateAsync(stateName, grainId, grainState);
    }
}
