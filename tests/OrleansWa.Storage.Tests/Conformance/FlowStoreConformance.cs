using OrleansWa.Contracts;
using OrleansWa.Contracts.Flows;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class FlowStoreConformance : StoreConformance
{
    private static readonly FlowVersionRow Version1 = new(Some.Tenant, "welcome", 1, """{"nodes":[]}""", 5, Published: false);

    [Fact]
    public async Task Add_WhenTheSameVersionAgain_LeavesItAsItIs()
    {
        await Store.Flows.Add(Version1, Some.Noon);
        await Store.Flows.Add(Version1 with { GraphJson = "other", Priority = 9 }, Some.Noon);
        (await Store.Flows.Get(Some.Tenant, "welcome", 1)).ShouldBe(Version1);
    }

    [Fact]
    public async Task Get_WhenAbsentOrAnotherTenants_IsNull()
    {
        await Store.Flows.Add(Version1, Some.Noon);
        (await Store.Flows.Get(Some.Tenant, "welcome", 2)).ShouldBeNull();
        (await Store.Flows.Get(Some.OtherTenant, "welcome", 1)).ShouldBeNull();
    }

    [Fact]
    public async Task Publish_MakesOneVersionThePublishedOne()
    {
        await Store.Flows.Add(Version1, Some.Noon);
        await Store.Flows.Add(Version1 with { Version = 2 }, Some.Noon);
        await Store.Flows.Publish(Some.Tenant, "welcome", 1, 5, Some.Noon);
        await Store.Flows.Publish(Some.Tenant, "welcome", 2, 7, Some.Noon);
        await Store.Flows.Publish(Some.Tenant, "welcome", 2, 7, Some.Noon);
        (await Store.Flows.Published(Some.Tenant)).ShouldBe([Version1 with { Version = 2, Priority = 7, Published = true }]);
        (await Store.Flows.Get(Some.Tenant, "welcome", 1))!.Published.ShouldBeFalse();
    }

    [Fact]
    public async Task Publish_WhenThereIsNoSuchVersion_RefusesAndKeepsThePublishedOne()
    {
        await Store.Flows.Add(Version1, Some.Noon);
        await Store.Flows.Publish(Some.Tenant, "welcome", 1, 5, Some.Noon);
        var problem = await Should.ThrowAsync<ProblemException>(async () => await Store.Flows.Publish(Some.Tenant, "welcome", 9, 5, Some.Noon));
        problem.Code.ShouldBe("flow_version_not_found");
        (await Store.Flows.Published(Some.Tenant)).Single().Version.ShouldBe(1);
    }

    [Fact]
    public async Task Published_IsByPriorityThenFlowAndOfOneTenant()
    {
        await Store.Flows.Add(Version1 with { FlowId = "b", Priority = 1, Published = true }, Some.Noon);
        await Store.Flows.Add(Version1 with { FlowId = "a", Priority = 1, Published = true }, Some.Noon);
        await Store.Flows.Add(Version1 with { FlowId = "c", Priority = 2, Published = true }, Some.Noon);
        await Store.Flows.Add(Version1 with { FlowId = "draft" }, Some.Noon);
        await Store.Flows.Add(Version1 with { TenantId = Some.OtherTenant, FlowId = "x", Published = true }, Some.Noon);
        (await Store.Flows.Published(Some.Tenant)).Select(row => row.FlowId).ShouldBe(["c", "a", "b"]);
    }

    [Fact]
    public async Task Published_StopsAt500()
    {
        for (var i = 0; i < 501; i++)
        {
            await Store.Flows.Add(Version1 with { FlowId = $"flow{i}", Published = true }, Some.Noon);
        }

        (await Store.Flows.Published(Some.Tenant)).Count.ShouldBe(500);
    }
}
