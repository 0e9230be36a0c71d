using OrleansWa.ClientApi.Security;
using OrleansWa.Contracts.Security;
using OrleansWa.Testing.Product;

namespace OrleansWa.Api.Tests.Security;

/// <summary>Every endpoint of the running host against the one table of roles.</summary>
[Collection(SharedProduct.Name)]
public sealed class EndpointPermissionTests(ProductFixture product)
{
    private static readonly Dictionary<Role, string> Words = new()
    {
        [Role.TenantAdmin] = "tenant_admin",
        [Role.Supervisor] = "supervisor",
        [Role.Operator] = "operator",
        [Role.Viewer] = "viewer",
        [Role.Integration] = "integration",
    };

    [Fact]
    public void Endpoints_WhenMapped_DeclareAnOperationOrWhyTheyAreOpen()
    {
        var endpoints = MappedEndpoint.Of(product.Host);

        endpoints.Count.ShouldBeGreaterThan(30);
        endpoints.Where(e => e.Operation is null == string.IsNullOrWhiteSpace(e.OpenBecause)).ShouldBeEmpty();
        endpoints.Where(e => e.Operation is { Scope: OperationScope.NamedTenant } && !e.Parameters.Contains("tenantId")).ShouldBeEmpty();
        endpoints.Where(e => e.Operation is { Scope: OperationScope.OwnData } && e.Parameters.Contains("tenantId")).ShouldBeEmpty();
    }

    [Fact]
    public void RoleTable_WhenOperationExists_IsUsedByAnEndpoint() =>
        RoleTable.Operations.Except(MappedEndpoint.Of(product.Host).Select(e => e.Operation!)).ShouldBeEmpty();

    [Fact]
    public async Task Endpoints_WhenCalledWithoutKey_Answer401()
    {
        foreach (var endpoint in MappedEndpoint.Of(product.Host).Where(e => e.Operation is not null))
        {
            var answer = await product.Api.Call(endpoint.Method, endpoint.With(_ => "nobody"), body: endpoint.TakesBody ? "{}" : null);

            answer.Status.ShouldBe(401, endpoint.ToString());
            answer.Code.ShouldBe("key_required", endpoint.ToString());
            answer.Headers["WWW-Authenticate"].ShouldStartWith("Bearer");
        }
    }

    [Theory]
    [InlineData("owa_thiskeyisnotknowntoanybodyanywhereatall0000000000")]
    [InlineData("token-of-something-else")]
    public async Task Endpoint_WhenKeyIsUnknown_Answers401(string key)
    {
        var answer = await product.Api.Call("GET", "/api/v1/channels", key);

        answer.Status.ShouldBe(401);
        answer.Code.ShouldBe("key_invalid");
    }

    [Fact]
    public async Task Endpoints_WhenCalledByEachRole_AgreeWithTheTable()
    {
        var tenant = product.NewTenant("roles");
        using var admin = await product.Host.OpenClinic(tenant);
        var keys = new Dictionary<Role, string> { [Role.PlatformAdmin] = ProductHost.AdminKey };
        foreach (var (role, word) in Words)
        {
            keys[role] = (await product.Host.Admin.Post($"/api/v1/tenants/{tenant}/api-keys", new { name = word, role = word }))["key"]!.GetValue<string>();
        }

        keys.Keys.ShouldBe(Enum.GetValues<Role>().Where(role => role != default), ignoreOrder: true);
        foreach (var endpoint in MappedEndpoint.Of(product.Host).Where(e => e.Operation is not null))
        {
            foreach (var (role, key) in keys)
            {
                await CheckRole(endpoint, role, key, tenant);
            }
        }
    }

    // Ids that do not exist, so that an allowed call changes nothing: it is answered 400 or 404, or 200 for a list.
    private async Task CheckRole(MappedEndpoint endpoint, Role role, string key, string tenant)
    {
        var path = endpoint.With(name => name == "tenantId" && role != Role.PlatformAdmin ? tenant : "nobody");
        var answer = await product.Api.Call(endpoint.Method, path, key, endpoint.TakesBody ? "{}" : null);
        var what = $"{endpoint} as {role}: {answer.Status} {answer.Text}";

        if (RoleTable.Allows(role, endpoint.Operation!))
        {
            answer.Status.ShouldNotBeOneOf([401, 403], what);
            answer.Status.ShouldBeLessThan(500, what);
        }
        else
        {
            answer.Status.ShouldBe(403, what);
            answer.Code.ShouldBeOneOf("role_not_allowed", "tenant_key_required");
        }
    }
}
