using OrleansWa.Contracts.State;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class StateCatalogConformance : StoreConformance
{
    [Fact]
    public void Unavailable_IsNull() => Store.Catalog.Unavailable.ShouldBeNull();

    [Fact]
    public async Task Types_WhenNothingIsStored_AreNone() => (await Store.Catalog.Types()).ShouldBeEmpty();

    [Fact]
    public async Task Types_WhenStatesAreStored_AreListedOnceInOrder()
    {
        foreach (var type in new[] { "wa.flow", "wa.channel", "wa.flow.old", "WA.flow" })
        {
            await Write(type, "acme/a", "state");
            await Write(type, "acme/b", "state");
        }

        (await Store.Catalog.Types()).ShouldBe(["WA.flow", "wa.channel", "wa.flow", "wa.flow.old"]);
    }

    [Fact]
    public async Task List_WhenStored_SaysAllButTheState()
    {
        await Write("wa.channel", "acme/main", "state", """{"a":"ção"}""", schema: 3);
        Clock.Now = Clock.Now.AddMinutes(1);
        await Store.States.Write(new StateKey("wa.channel", "acme/main", "state"), 1, 3, """{"a":"ações"}""");

        (await Store.Catalog.List("wa.channel", "", null, 10))
            .ShouldBe([new StateEntry(new StateKey("wa.channel", "acme/main", "state"), 2, 3, 15, Clock.Now)]);
    }

    [Fact]
    public async Task List_PagesByPrefixInKeyOrder_WithoutNeighbours()
    {
        foreach (var key in new[] { "acme/b", "acme/a", "acme/c", "acme0/x", "acm/x", "acme/" })
        {
            await Write("wa.channel", key, "state");
        }

        await Write("wa.flow", "acme/a", "state");
        (await Keys("acme/", null, 2)).ShouldBe(["acme/", "acme/a"]);
        (await Keys("acme/", "acme/a", 2)).ShouldBe(["acme/b", "acme/c"]);
        (await Keys("acme/", "acme/c", 2)).ShouldBeEmpty();
        (await Keys("", null, 200)).ShouldBe(["acm/x", "acme/", "acme/a", "acme/b", "acme/c", "acme0/x"]);
        (await Keys("%", null, 200)).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_WhenAGrainHasTwoStates_NeverTearsThemApart()
    {
        await Write("wa.channel", "acme/a", "two");
        await Write("wa.channel", "acme/a", "one");
        await Write("wa.channel", "acme/b", "one");

        (await Store.Catalog.List("wa.channel", "", null, 1)).Select(entry => entry.Key.Name).ShouldBe(["one", "two"]);
        (await Keys("", "acme/a", 1)).ShouldBe(["acme/b"]);
    }

    [Fact]
    public async Task Of_WhenAGrainHasTwoStates_GivesBothByName()
    {
        await Write("wa.channel", "acme/a", "two", """{"n":2}""");
        await Write("wa.channel", "acme/a", "one", """{"n":1}""");
        await Write("wa.channel", "acme/ab", "one");
        await Write("wa.flow", "acme/a", "one");

        var states = await Store.Catalog.Of("wa.channel", "acme/a");

        states.Select(state => (state.Key.Name, state.Json)).ShouldBe([("one", """{"n":1}"""), ("two", """{"n":2}""")]);
        (await Store.Catalog.Of("wa.channel", "acme/none")).ShouldBeEmpty();
    }

    private async Task Write(string type, string key, string name, string json = "{}", int schema = 1) =>
        await Store.States.Write(new StateKey(type, key, name), 0, schema, json);

    private async Task<string[]> Keys(string prefix, string? after, int grains) =>
        [.. (await Store.Catalog.List("wa.channel", prefix, after, grains)).Select(entry => entry.Key.GrainKey)];
}
