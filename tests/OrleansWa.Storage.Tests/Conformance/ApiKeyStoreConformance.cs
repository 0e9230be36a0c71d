using OrleansWa.Contracts.Security;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class ApiKeyStoreConformance : StoreConformance
{
    private static readonly ApiKeyRow Row = new("key_1", "hash1", Some.Tenant, "crm", Role.Integration, Some.Noon, Some.Noon.AddDays(1), null);

    [Fact]
    public async Task Add_ThenFindByHash_GivesTheRow()
    {
        (await Store.ApiKeys.Add(Row)).ShouldBeTrue();
        (await Store.ApiKeys.FindByHash("hash1")).ShouldBe(Row);
        (await Store.ApiKeys.FindByHash("hash2")).ShouldBeNull();
    }

    [Theory]
    [InlineData("key_1", "hash2")]
    [InlineData("key_2", "hash1")]
    public async Task Add_WhenIdOrHashExists_LeavesItAsItIs(string id, string hash)
    {
        await Store.ApiKeys.Add(Row);
        (await Store.ApiKeys.Add(Row with { Id = id, SecretHash = hash, TenantId = Some.OtherTenant })).ShouldBeFalse();
        (await Store.ApiKeys.List(Some.Tenant)).ShouldBe([Row]);
        (await Store.ApiKeys.List(Some.OtherTenant)).ShouldBeEmpty();
    }

    [Fact]
    public async Task List_IsByCreationAndOfOneTenant()
    {
        var older = Row with { Id = "key_0", SecretHash = "hash0", CreatedAt = Row.CreatedAt.AddDays(-1) };
        await Store.ApiKeys.Add(Row);
        await Store.ApiKeys.Add(older);
        await Store.ApiKeys.Add(Row with { Id = "key_x", SecretHash = "hashx", TenantId = Some.OtherTenant });
        (await Store.ApiKeys.List(Some.Tenant)).ShouldBe([older, Row]);
    }

    [Fact]
    public async Task Revoke_MarksOnceAndKeepsTheFirstTime()
    {
        await Store.ApiKeys.Add(Row);
        (await Store.ApiKeys.Revoke(Some.Tenant, "key_1", Some.Noon.AddHours(1))).ShouldBeTrue();
        (await Store.ApiKeys.Revoke(Some.Tenant, "key_1", Some.Noon.AddHours(2))).ShouldBeTrue();
        (await Store.ApiKeys.FindByHash("hash1"))!.RevokedAt.ShouldBe(Some.Noon.AddHours(1));
    }

    [Fact]
    public async Task Revoke_WhenAnotherTenants_ChangesNothing()
    {
        await Store.ApiKeys.Add(Row);
        (await Store.ApiKeys.Revoke(Some.OtherTenant, "key_1", Some.Noon)).ShouldBeFalse();
        (await Store.ApiKeys.FindByHash("hash1"))!.RevokedAt.ShouldBeNull();
    }
}
