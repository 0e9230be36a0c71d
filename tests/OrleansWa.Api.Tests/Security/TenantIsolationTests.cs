using System.Text.Json.Nodes;
using OrleansWa.Api.Tests.Webhooks;
using OrleansWa.ClientApi.Security;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Api.Tests.Security;

/// <summary>
/// One tenant's key on another's ids, for every endpoint that has ids in its path, with a body that would do something. The same calls by the
/// owner prove that the ids exist.
/// </summary>
[Collection(SharedProduct.Name)]
public sealed class TenantIsolationTests(ProductFixture product)
{
    [Fact]
    public async Task Endpoints_WhenIdsBelongToAnotherTenant_AreNotFoundAndNothingChanges()
    {
        var (owner, other) = await TwoClinics();
        using var ownerClient = owner.Client;
        using var otherClient = other.Client;
        var endpoints = await WithBodies();
        endpoints.Count.ShouldBeGreaterThan(15);
        var before = await Everything(owner);

        foreach (var (endpoint, body) in endpoints)
        {
            foreach (var path in ForeignPaths(endpoint, owner, other))
            {
                var answer = await product.Api.Call(endpoint.Method, path, otherClient.Key, body);
                var what = $"{endpoint.Method} {path}: {answer.Status} {answer.Text}";

                answer.Status.ShouldBeOneOf([403, 404], what);
                owner.Secrets.Where(secret => answer.Text.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty(what);
            }
        }

        (await Everything(owner)).ShouldBe(before);
        await OwnerFindsAll(endpoints, owner);
    }

    [Fact]
    public async Task Lists_WhenTenantIsNamedInQueryOrHeader_HoldTheKeysTenantOnly()
    {
        var (owner, other) = await TwoClinics();
        using var ownerClient = owner.Client;
        using var otherClient = other.Client;
        var lists = MappedEndpoint.Of(product.Host).Where(e => e is { Method: "GET", Operation.Scope: OperationScope.OwnData, Parameters.Length: 0 }).ToList();
        lists.Count.ShouldBeGreaterThanOrEqualTo(3);

        foreach (var list in lists)
        {
            var answer = await product.Api.Call(
                "GET", $"{list.Path}?tenantId={owner.Tenant}&tenant={owner.Tenant}", otherClient.Key, null, "", ("X-Tenant", owner.Tenant), ("X-Tenant-Id", owner.Tenant));

            answer.Status.ShouldBe(200, list.ToString());
            answer.Json!["items"]!.AsArray().Count.ShouldBeGreaterThan(0, list.ToString());
            owner.Secrets.Where(secret => answer.Text.Contains(secret, StringComparison.Ordinal)).ShouldBeEmpty(list.ToString());
        }
    }

    [Fact]
    public async Task Bodies_WhenTheyNameATenant_AreRefusedByName()
    {
        var (owner, other) = await TwoClinics();
        using var ownerClient = owner.Client;
        using var otherClient = other.Client;

        foreach (var (endpoint, body) in await WithBodies(onlyWithIds: false))
        {
            if (body is null || endpoint.Operation!.Scope == OperationScope.Platform)
            {
                continue;
            }

            var named = JsonNode.Parse(body)!.AsObject();
            named["tenantId"] = owner.Tenant;
            var answer = await product.Api.Call(endpoint.Method, endpoint.With(name => other.Ids[name]), otherClient.Key, named.ToJsonString());

            answer.Status.ShouldBe(400, $"{endpoint}: {answer.Text}");
            answer.Fields.ShouldContain("tenantId", $"{endpoint}: {answer.Text}");
        }
    }

    // Everything foreign, and where a tenant is named beside other ids: the own tenant with the other's ids.
    private static IEnumerable<string> ForeignPaths(MappedEndpoint endpoint, Inventory owner, Inventory other)
    {
        yield return endpoint.With(name => owner.Ids[name]);
        if (endpoint.Parameters.Length > 1 && endpoint.Parameters.Contains("tenantId"))
        {
            yield return endpoint.With(name => name == "tenantId" ? other.Tenant : owner.Ids[name]);
        }
    }

    private async Task OwnerFindsAll(IReadOnlyList<(MappedEndpoint Endpoint, string? Body)> endpoints, Inventory owner)
    {
        // What removes comes last, so that the rest still finds it.
        foreach (var (endpoint, body) in endpoints.OrderBy(e => e.Endpoint.Method == "DELETE"))
        {
            var key = RoleTable.Allows(Contracts.Security.Role.TenantAdmin, endpoint.Operation!) ? owner.Client.Key : ProductHost.AdminKey;
            var answer = await product.Api.Call(endpoint.Method, endpoint.With(name => owner.Ids[name]), key, body);

            answer.Status.ShouldBeInRange(200, 299, $"{endpoint} by its owner: {answer.Text}");
        }
    }

    // Bodies come from the API's own description: an endpoint without an example fails here, which keeps the description useful too.
    private async Task<IReadOnlyList<(MappedEndpoint Endpoint, string? Body)>> WithBodies(bool onlyWithIds = true)
    {
        var document = (await product.Api.Call("GET", "/openapi/v1.json")).Json!;
        var result = new List<(MappedEndpoint, string?)>();
        foreach (var endpoint in MappedEndpoint.Of(product.Host).Where(e => e.Operation is not null && (!onlyWithIds || e.Parameters.Length > 0)))
        {
            string? body = null;
            if (endpoint.TakesBody)
            {
                var content = document["paths"]![endpoint.Path]![endpoint.Method.ToLowerInvariant()]!["requestBody"]!["content"]!["application/json"]!;
                body = content["example"].ShouldNotBeNull($"{endpoint} has no example of its body (client-api/Docs/Examples.cs)").ToJsonString();
            }

            result.Add((endpoint, body));
        }

        return result;
    }

    private static async Task<string> Everything(Inventory owner)
    {
        var client = owner.Client;
        string[] paths =
        [
            $"/api/v1/tenants/{owner.Tenant}", $"/api/v1/tenants/{owner.Tenant}/api-keys", "/api/v1/channels", "/api/v1/flows", $"/api/v1/flows/{owner.Ids["flowId"]}",
            "/api/v1/conversations", "/api/v1/messages", "/api/v1/dead-letters", $"/api/v1/conversations/{owner.Ids["conversationId"]}/messages",
        ];
        var texts = new List<string>();
        foreach (var path in paths)
        {
            texts.Add((await client.Get(path)).ToJsonString());
        }

        return string.Join('\n', texts);
    }

    private async Task<(Inventory Owner, Inventory Other)> TwoClinics() => (await OpenAsync("owner", "5511987654321"), await OpenAsync("other", "5511987650002"));

    // A tenant with one of everything (its patient is the one of the documented examples), under ids that the other tenant does not have.
    private async Task<Inventory> OpenAsync(string word, string phone)
    {
        var tenant = product.NewTenant(word);
        var client = await product.Host.OpenClinic(tenant);
        await ClinicSetup.Publish(client, $"flow-{tenant}", Clinic.EchoFlow);
        await client.Post("/api/v1/channels", new
        {
            id = $"channel-{tenant}",
            connector = "cloud_api",
            credentials = new { accessToken = ClinicNumbers.AccessToken(tenant + "x") },
            cloudApi = new { phoneNumberId = ClinicNumbers.PhoneNumberId(tenant + "x"), businessAccountId = ClinicNumbers.BusinessAccountId(tenant + "x") },
        });
        product.Host.Emulator.AddNumber(tenant + "x");
        var unrouted = SignedWebhook.TextBody(tenant + "x", "5511987650003", "wamid.early-" + tenant, "cedo");
        (await product.Api.Signed(SignedWebhook.PlatformPath, unrouted, product.Host.Emulator.AppSecret)).Status.ShouldBe(200);
        var early = (await product.Host.Admin.All("/api/management/dead-letters"))
            .First(row => row["accountId"]!.GetValue<string>() == ClinicNumbers.PhoneNumberId(tenant + "x"));
        await client.Post($"/api/v1/channels/channel-{tenant}/start");
        product.Host.Emulator.Model.WriteText(phone, ClinicNumbers.PhoneNumberId(tenant + "x"), $"segredo de {tenant}");
        await product.Host.Emulator.UntilAnswered(tenant + "x", phone, 1);
        var conversation = (await client.Get("/api/v1/conversations"))["items"]![0]!["id"]!.GetValue<string>();
        await client.GetUntil(
            $"/api/v1/conversations/{conversation}/messages", page => page["items"]!.AsArray().Any(row => row!["status"]!.GetValue<string>() == "read"));
        var waiting = await client.Post($"/api/v1/channels/channel-{tenant}/messages", Text(phone, DateTimeOffset.UtcNow.AddHours(20)));
        product.Host.Emulator.Model.ArmSendFault(new() { Code = 131026, PhoneNumberId = ClinicNumbers.PhoneNumberId(tenant + "x") });
        await client.Post($"/api/v1/channels/channel-{tenant}/messages", Text(phone, null));
        var dead = await client.GetUntil("/api/v1/dead-letters", page => page["items"]!.AsArray().Count == 1);
        var key = await client.Post($"/api/v1/tenants/{tenant}/api-keys", new { name = $"key of {tenant}", role = "viewer" });
        return new Inventory(tenant, client, new Dictionary<string, string>
        {
            ["tenantId"] = tenant,
            ["channelId"] = $"channel-{tenant}",
            ["flowId"] = $"flow-{tenant}",
            ["conversationId"] = conversation,
            ["messageId"] = waiting["id"]!.GetValue<string>(),
            ["deadLetterId"] = dead["items"]![0]!["id"]!.GetValue<string>(),
            ["platformDeadLetterId"] = early["id"]!.GetValue<string>(),
            ["keyId"] = key["id"]!.GetValue<string>(),
            ["type"] = "wa.flow",
            ["key"] = $"{tenant}/flow-{tenant}",
            ["keyAndDeactivate"] = $"{tenant}/flow-{tenant}/deactivate",
        });
    }

    private static object Text(string to, DateTimeOffset? sendAt) => new { to, type = "text", text = new { body = "lembrete" }, sendAt };

    private sealed record Inventory(string Tenant, ProductClient Client, Dictionary<string, string> Ids)
    {
        // What only the owner's data holds; the ids themselves are in the path, and a refusal may repeat it.
        public string[] Secrets => [$"segredo de {Tenant}", $"key of {Tenant}", $"Clínica {Tenant}", ClinicNumbers.PhoneNumberId(Tenant + "x")];
    }
}
