using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OrleansWa.Contracts.State;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Api.Tests.Management;

/// <summary>A platform admin's look at grains. Who may look is in <see cref="Security.EndpointPermissionTests"/>.</summary>
[Collection(SharedProduct.Name)]
public sealed class GrainEndpointTests(ProductFixture product)
{
    private const string Grains = "/api/management/grains";
    private readonly ProductClient _admin = product.Host.Admin;

    [Fact]
    public async Task Types_AreThoseOfGrainsThatKeepState()
    {
        var types = await _admin.Get("/api/management/grain-types");

        Texts(types["items"]!).ShouldBe(["wa.bootstrap", "wa.channel", "wa.conversation", "wa.flow", "wa.tenant"]);
    }

    [Fact]
    public async Task List_WhenFilteredByPrefix_GivesTheTenantsGrainsInOrder()
    {
        var tenant = product.NewTenant("grains");
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);

        var rows = await _admin.All($"{Grains}?prefix={tenant}/");

        rows.Select(Name).ShouldBe([$"wa.channel {tenant}/main", $"wa.flow {tenant}/main-flow", $"wa.tenant {tenant}/"]);
        var flow = rows[1];
        flow["state"]!.GetValue<string>().ShouldBe("flow");
        flow["schema"]!.GetValue<int>().ShouldBe(1);
        flow["version"]!.GetValue<long>().ShouldBe(2, "created and published");
        flow["bytes"]!.GetValue<int>().ShouldBeGreaterThan(20);
        flow["active"]!.GetValue<bool>().ShouldBeTrue();
        var written = flow["lastWriteAt"]!.GetValue<DateTimeOffset>();
        (TimeProvider.System.GetUtcNow() - written).Duration().ShouldBeLessThan(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task List_WhenFilteredByType_GivesThatTypeOnly()
    {
        var tenant = product.NewTenant("grains");
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);

        var rows = await _admin.All($"{Grains}?type=wa.flow&prefix={tenant}");

        rows.Select(Name).ShouldBe([$"wa.flow {tenant}/main-flow"]);
        (await _admin.All($"{Grains}?type=wa.channel")).ShouldAllBe(row => row["type"]!.GetValue<string>() == "wa.channel");
        (await _admin.All($"{Grains}?prefix=no-such-tenant/")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task List_WhenPaged_GivesEveryGrainOnceAndNoEmptyPage(int limit)
    {
        var tenant = product.NewTenant("grains");
        using var client = await product.Host.OpenClinic(tenant);
        for (var number = 0; number < 4; number++)
        {
            await ClinicSetup.Publish(client, $"f{number}", Clinic.EchoFlow);
        }

        var (names, pages, cursor) = (new List<string>(), 0, "");
        do
        {
            var page = await _admin.Get($"{Grains}?prefix={tenant}/&limit={limit}{cursor}");
            var items = page["items"]!.AsArray();
            items.Count.ShouldBeInRange(1, limit);
            names.AddRange(items.Select(Name));
            pages++;
            cursor = page["nextCursor"] is { } next ? "&cursor=" + Uri.EscapeDataString(next.GetValue<string>()) : "";
        }
        while (cursor.Length > 0);

        names.ShouldBe([$"wa.channel {tenant}/main", .. Enumerable.Range(0, 4).Select(number => $"wa.flow {tenant}/f{number}"), $"wa.tenant {tenant}/"]);
        pages.ShouldBe((names.Count + limit - 1) / limit);
    }

    [Theory]
    [InlineData("limit=0", 400, "request_invalid", "limit")]
    [InlineData("limit=many", 400, "request_invalid", "limit")]
    [InlineData("cursor=nonsense", 400, "cursor_invalid", "cursor")]
    [InlineData("cursor=wa.flow/", 400, "cursor_invalid", "cursor")]
    [InlineData("type=wa.flow&cursor=wa.channel/a/b", 400, "cursor_invalid", "cursor")]
    [InlineData("prefix=acme/&cursor=wa.channel/other/b", 400, "cursor_invalid", "cursor")]
    [InlineData("type=wa.nothing", 400, "grain_type_unknown", "type")]
    [InlineData("type=wa.intake", 400, "grain_type_unknown", "type")]
    [InlineData("prefix=a%00b", 400, "request_invalid", "prefix")]
    public async Task List_WhenAskedWrongly_NamesTheField(string query, int status, string code, string field)
    {
        var answer = await product.Api.Call("GET", $"{Grains}?{query}", ProductHost.AdminKey);

        Refused(answer, status, code, field);
    }

    [Theory]
    [InlineData("GET", "wa.nothing/acme/main", 404, "grain_type_unknown", "type")]
    [InlineData("GET", "wa.intake/_platform/intake", 404, "grain_type_unknown", "type")]
    [InlineData("GET", "wa.flow/nobody/nothing", 404, "grain_not_found", "key")]
    [InlineData("GET", "wa.flow/", 400, "request_invalid", "key")]
    [InlineData("POST", "wa.nothing/acme/main/deactivate", 404, "grain_type_unknown", "type")]
    [InlineData("POST", "wa.nothing/acme%2Fmain/deactivate", 404, "grain_type_unknown", "type")]
    [InlineData("POST", "wa.grain-browser/_platform/grains/deactivate", 404, "grain_type_unknown", "type")]
    public async Task Grain_WhenNamedWrongly_NamesTheFieldAndTheRemedy(string method, string path, int status, string code, string field)
    {
        var answer = await product.Api.Call(method, $"{Grains}/{path}", ProductHost.AdminKey);

        Refused(answer, status, code, field);
    }

    [Fact]
    public async Task Post_WhenItIsNotDeactivate_IsNotFound()
    {
        var answer = await product.Api.Call("POST", $"{Grains}/wa.flow/acme/main/explode", ProductHost.AdminKey);

        answer.Status.ShouldBe(404);
        answer.Code.ShouldBe("route_not_found");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("%2F")]
    [InlineData("%2f")]
    public async Task Get_WhenActive_ShowsActivationAndState(string slash)
    {
        var tenant = product.NewTenant("grains");
        using var client = await product.Host.OpenClinic(tenant);

        var grain = await _admin.Get($"{Grains}/wa.tenant/{tenant}{slash}");

        Name(grain).ShouldBe($"wa.tenant {tenant}/");
        var activation = grain["activation"]!;
        activation["active"]!.GetValue<bool>().ShouldBeTrue();
        activation["silo"]!.GetValue<string>().ShouldNotBeNullOrEmpty();
        activation["since"]!.GetValue<DateTimeOffset>().ShouldBeLessThanOrEqualTo(TimeProvider.System.GetUtcNow());
        var state = grain["states"]!.AsArray().ShouldHaveSingleItem()!;
        state["name"]!.GetValue<string>().ShouldBe("tenant");
        state["version"]!.GetValue<long>().ShouldBe(1);
        state["data"]!["name"]!.GetValue<string>().ShouldBe($"Clínica {tenant}");
        grain["statesUnavailable"].ShouldBeNull();
    }

    [Theory]
    [InlineData("/")]
    [InlineData("%2F")]
    public async Task Deactivate_WhenActive_GoesAndTheNextCallSeesTheSameState(string slash)
    {
        var tenant = product.NewTenant("grains");
        using var client = await product.Host.OpenClinic(tenant);
        var path = $"{Grains}/wa.tenant/{tenant}{slash}";
        var before = await _admin.Get($"/api/v1/tenants/{tenant}");
        var state = (await _admin.Get(path))["states"]!.ToJsonString();

        var answer = await product.Api.Call("POST", $"{path}/deactivate", ProductHost.AdminKey);
        var gone = await _admin.GetUntil(path, grain => !grain["activation"]!["active"]!.GetValue<bool>());

        answer.Status.ShouldBe(202, answer.Text);
        answer.Json!["outcome"]!.GetValue<string>().ShouldBe("deactivating");
        answer.Json!["detail"]!.GetValue<string>().ShouldContain("next call");
        gone["activation"]!["silo"].ShouldBeNull();
        gone["states"]!.ToJsonString().ShouldBe(state);
        (await product.Api.Call("POST", $"{path}/deactivate", ProductHost.AdminKey)).Status.ShouldBe(204, "it is not active");
        (await _admin.Get($"{Grains}?type=wa.tenant&prefix={tenant}/"))["items"]![0]!["active"]!.GetValue<bool>().ShouldBeFalse();
        (await _admin.Get($"/api/v1/tenants/{tenant}")).ToJsonString().ShouldBe(before.ToJsonString());
        (await _admin.Get(path))["activation"]!["active"]!.GetValue<bool>().ShouldBeTrue("the call woke it");
    }

    [Fact]
    public async Task Deactivate_WhenNothingIsThere_Answers204AndMakesNothing()
    {
        var path = $"{Grains}/wa.flow/nobody/nothing";

        (await product.Api.Call("POST", $"{path}/deactivate", ProductHost.AdminKey)).Status.ShouldBe(204);

        (await product.Api.Call("GET", path, ProductHost.AdminKey)).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Grains_WhenTheyHoldSecrets_NeverShowThem()
    {
        var tenant = product.NewTenant("grains");
        using var client = await product.Host.OpenClinic(tenant, ownApp: new { appSecret = "secret-of-" + tenant, verifyToken = "word-of-" + tenant });
        var stored = product.Host.App.Services.GetRequiredService<IStateStore>();
        var tenantState = JsonNode.Parse((await stored.Read(new StateKey("wa.tenant", $"{tenant}/", "tenant")))!.Json)!;
        var channelState = JsonNode.Parse((await stored.Read(new StateKey("wa.channel", $"{tenant}/main", "channel")))!.Json)!;
        string[] secrets =
        [
            "secret-of-" + tenant, "word-of-" + tenant, ClinicNumbers.AccessToken(tenant),
            tenantState["appSecret"]!.GetValue<string>(), tenantState["verifyToken"]!.GetValue<string>(), channelState["accessToken"]!.GetValue<string>(),
        ];
        secrets.ShouldAllBe(secret => secret.Length > 5);

        foreach (var row in await _admin.All(Grains))
        {
            var grain = await product.Api.Call("GET", $"{Grains}/{row["type"]}/{row["key"]}", ProductHost.AdminKey);

            grain.Status.ShouldBe(200, grain.Text);
            secrets.Where(secret => grain.Text.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty(grain.Text);
            grain.Text.ShouldNotContain("\"v1.");
        }

        var shown = (await _admin.Get($"{Grains}/wa.tenant/{tenant}/"))["states"]![0]!["data"]!;
        shown["appSecret"]!.GetValue<string>().ShouldBe("(hidden)");
    }

    private static void Refused(ApiAnswer answer, int status, string code, string field)
    {
        answer.Status.ShouldBe(status, answer.Text);
        answer.ContentType.ShouldBe("application/problem+json");
        answer.Code.ShouldBe(code);
        answer.Fields.ShouldBe([field]);
        answer.Json!["detail"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
    }

    private static string Name(JsonNode? grain) => $"{grain!["type"]!.GetValue<string>()} {grain["key"]!.GetValue<string>()}";

    private static string[] Texts(JsonNode items) => [.. items.AsArray().Select(item => item!.GetValue<string>())];
}
