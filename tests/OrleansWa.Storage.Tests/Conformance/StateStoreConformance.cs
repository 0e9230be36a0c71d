using OrleansWa.Contracts.State;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class StateStoreConformance : StoreConformance
{
    private static readonly StateKey Key = new("wa.channel", "acme/main", "state");

    [Fact]
    public async Task Read_WhenAbsent_IsNull() => (await Store.States.Read(Key)).ShouldBeNull();

    [Fact]
    public async Task Write_WhenNew_StartsAtVersionOneAndReadsBack()
    {
        (await Store.States.Write(Key, 0, 3, """{"a":"ção"}""")).ShouldBe(1);
        (await Store.States.Read(Key)).ShouldBe(new StoredState(Key, 1, 3, """{"a":"ção"}""", Clock.Now));
    }

    [Fact]
    public async Task Write_WhenExpectedVersionFits_GrowsByOne()
    {
        await Store.States.Write(Key, 0, 1, "{}");
        Clock.Now = Clock.Now.AddMinutes(1);
        (await Store.States.Write(Key, 1, 2, "[]")).ShouldBe(2);
        (await Store.States.Read(Key)).ShouldBe(new StoredState(Key, 2, 2, "[]", Clock.Now));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Write_WhenAnotherWasFaster_ConflictsAndWritesNothing(long expected)
    {
        await Store.States.Write(Key, 0, 1, "first");
        var conflict = await Should.ThrowAsync<StateConflictException>(async () => await Store.States.Write(Key, expected, 1, "second"));
        conflict.Actual.ShouldBe(1);
        (await Store.States.Read(Key))!.Json.ShouldBe("first");
    }

    [Fact]
    public async Task Write_WhenExpectedButAbsent_ConflictsWithZero()
    {
        var conflict = await Should.ThrowAsync<StateConflictException>(async () => await Store.States.Write(Key, 1, 1, "x"));
        conflict.Actual.ShouldBe(0);
    }

    [Fact]
    public async Task Clear_WhenVersionFits_RemovesAndStartsAnew()
    {
        await Store.States.Write(Key, 0, 1, "x");
        await Store.States.Clear(Key, 1);
        (await Store.States.Read(Key)).ShouldBeNull();
        (await Store.States.Write(Key, 0, 1, "y")).ShouldBe(1);
    }

    [Fact]
    public async Task Clear_WhenAnotherWasFaster_Conflicts()
    {
        await Store.States.Write(Key, 0, 1, "x");
        await Should.ThrowAsync<StateConflictException>(async () => await Store.States.Clear(Key, 2));
        (await Store.States.Read(Key)).ShouldNotBeNull();
    }

    [Fact]
    public async Task Clear_WhenAbsentAsExpected_DoesNothing() => await Store.States.Clear(Key, 0);

    [Fact]
    public async Task Clear_WhenPresentButExpectedAbsent_Conflicts()
    {
        await Store.States.Write(Key, 0, 1, "x");
        await Should.ThrowAsync<StateConflictException>(async () => await Store.States.Clear(Key, 0));
    }

    [Fact]
    public async Task List_PagesByPrefixInKeyOrder_WithoutNeighbours()
    {
        foreach (var key in new[] { "acme/b", "acme/a", "acme/c", "acme0/x", "acm/x", "acme" })
        {
            await Store.States.Write(new StateKey("wa.channel", key, "state"), 0, 1, "{}");
        }

        await Store.States.Write(new StateKey("wa.flow", "acme/a", "state"), 0, 1, "{}");
        (await Keys("acme/", null, 2)).ShouldBe(["acme/a", "acme/b"]);
        (await Keys("acme/", "acme/b", 2)).ShouldBe(["acme/c"]);
        (await Keys("", null, 200)).ShouldBe(["acm/x", "acme", "acme/a", "acme/b", "acme/c", "acme0/x"]);
    }

    [Fact]
    public async Task List_WhenAGrainHasTwoStates_NeverTearsThemApart()
    {
        await Store.States.Write(new StateKey("wa.channel", "acme/a", "one"), 0, 1, "{}");
        await Store.States.Write(new StateKey("wa.channel", "acme/a", "two"), 0, 1, "{}");
        await Store.States.Write(new StateKey("wa.channel", "acme/b", "one"), 0, 1, "{}");
        (await Keys("acme/", null, 1)).ShouldBe(["acme/a", "acme/a"]);
        (await Keys("acme/", "acme/a", 1)).ShouldBe(["acme/b"]);
    }

    [Theory]
    [InlineData("2024")]
    [InlineData("cafe")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public async Task Write_WhenKeyLooksLikeANumber_StaysText(string key)
    {
        var state = new StateKey("wa.channel", key, "state");
        await Store.States.Write(state, 0, 1, "{}");
        (await Store.States.Read(state))!.Key.GrainKey.ShouldBe(key);
        (await Store.States.Read(state with { GrainKey = key.ToUpperInvariant() + " " })).ShouldBeNull();
    }

    [Fact]
    public async Task Write_WhenManyAtOnce_LosesNoUpdate()
    {
        await Store.States.Write(Key, 0, 1, "0");
        await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Increment()));
        (await Store.States.Read(Key))!.Json.ShouldBe("64");
    }

    private async Task Increment()
    {
        while (true)
        {
            var read = (await Store.States.Read(Key))!;
            try
            {
                var next = int.Parse(read.Json, System.Globalization.CultureInfo.InvariantCulture) + 1;
                await Store.States.Write(Key, read.Version, 1, next.ToString(System.Globalization.CultureInfo.InvariantCulture));
                return;
            }
            catch (StateConflictException)
            {
                // Somebody was faster: once more from what is there now.
            }
        }
    }

    private async Task<string[]> Keys(string prefix, string? after, int limit) =>
        [.. (await Store.States.List("wa.channel", prefix, after, limit)).Select(state => state.Key.GrainKey)];
}
