using OrleansWa.Contracts.Channels;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class ChannelBindingStoreConformance : StoreConformance
{
    private static readonly ChannelBinding Binding = new(ConnectorKind.CloudApi, "1000", Some.Tenant, Some.Channel, "_platform", Some.Noon);

    [Fact]
    public async Task Bind_ThenFind_GivesTheBinding()
    {
        (await Store.ChannelBindings.Bind(Binding)).ShouldBeTrue();
        (await Store.ChannelBindings.Find(ConnectorKind.CloudApi, "1000")).ShouldBe(Binding);
        (await Store.ChannelBindings.Find(ConnectorKind.Evolution, "1000")).ShouldBeNull();
    }

    [Fact]
    public async Task Bind_WhenTheSameChannel_Renews()
    {
        await Store.ChannelBindings.Bind(Binding);
        var renewed = Binding with { App = Some.Tenant, BoundAt = Some.Noon.AddDays(1) };
        (await Store.ChannelBindings.Bind(renewed)).ShouldBeTrue();
        (await Store.ChannelBindings.Find(ConnectorKind.CloudApi, "1000")).ShouldBe(renewed);
    }

    [Theory]
    [InlineData(Some.OtherTenant, Some.Channel)]
    [InlineData(Some.Tenant, Some.OtherChannel)]
    public async Task Bind_WhenAnotherChannelHoldsTheAccount_IsRefused(string tenant, string channel)
    {
        await Store.ChannelBindings.Bind(Binding);
        (await Store.ChannelBindings.Bind(Binding with { TenantId = tenant, ChannelId = channel })).ShouldBeFalse();
        (await Store.ChannelBindings.Find(ConnectorKind.CloudApi, "1000")).ShouldBe(Binding);
    }

    [Fact]
    public async Task Unbind_FreesOnlyWhatThisChannelHolds()
    {
        await Store.ChannelBindings.Bind(Binding);
        await Store.ChannelBindings.Unbind(ConnectorKind.CloudApi, "1000", Some.OtherTenant, Some.Channel);
        (await Store.ChannelBindings.Find(ConnectorKind.CloudApi, "1000")).ShouldNotBeNull();
        await Store.ChannelBindings.Unbind(ConnectorKind.CloudApi, "1000", Some.Tenant, Some.Channel);
        (await Store.ChannelBindings.Find(ConnectorKind.CloudApi, "1000")).ShouldBeNull();
    }

    [Fact]
    public async Task List_PagesInOrderOfTenantAndChannel()
    {
        var b = Binding with { AccountId = "2", TenantId = "b", ChannelId = "x" };
        var a2 = Binding with { AccountId = "1", TenantId = "a", ChannelId = "y" };
        var a1 = Binding with { AccountId = "3", TenantId = "a", ChannelId = "x" };
        foreach (var binding in new[] { b, a2, a1 })
        {
            await Store.ChannelBindings.Bind(binding);
        }

        (await Store.ChannelBindings.List(null, null, 2)).ShouldBe([a1, a2]);
        (await Store.ChannelBindings.List("a", "y", 2)).ShouldBe([b]);
        (await Store.ChannelBindings.List("b", "x", 2)).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_WhenAChannelHoldsTwoAccounts_NeverTearsThemApart()
    {
        await Store.ChannelBindings.Bind(Binding);
        await Store.ChannelBindings.Bind(Binding with { AccountId = "2000" });
        (await Store.ChannelBindings.List(null, null, 1)).Count.ShouldBe(2);
    }
}
