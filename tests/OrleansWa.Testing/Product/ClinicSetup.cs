using System.Text.Json.Nodes;

namespace OrleansWa.Testing.Product;

/// <summary>Sets a tenant up over the public API, as README's five minutes do.</summary>
public static class ClinicSetup
{
    /// <summary>Creates tenant, key, channel `main` and flow; starts the channel. Returns a client with the tenant's key.</summary>
    /// <param name="url">The product's address.</param>
    /// <param name="admin">The platform admin.</param>
    /// <param name="emulator">Where its number is.</param>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="flow">Graph of a flow to publish; null for none.</param>
    /// <param name="ownApp">Secrets of the tenant's own Meta app, <c>{appSecret,verifyToken}</c>; null when the platform's app serves it.</param>
    public static async Task<ProductClient> Open(
        string url, ProductClient admin, EmulatorControl emulator, string tenantId, string? flow = null, object? ownApp = null)
    {
        emulator.AddNumber(tenantId);
        await admin.Post("/api/v1/tenants", new { id = tenantId, name = "Clínica " + tenantId, cloudApi = ownApp });
        var key = (await admin.Post($"/api/v1/tenants/{tenantId}/api-keys", new { name = "test", role = "tenant_admin" }))["key"]!.GetValue<string>();
        var client = new ProductClient(url, key);
        await AddChannel(client, "main", tenantId);
        if (flow is not null)
        {
            await Publish(client, "main-flow", flow);
        }

        return client;
    }

    /// <summary>Creates and starts a channel on a number that the emulator has.</summary>
    /// <param name="client">The tenant.</param>
    /// <param name="id">Id of the channel.</param>
    /// <param name="number">What the number's ids are derived from: the tenant, or another word for a second number.</param>
    public static async Task AddChannel(ProductClient client, string id, string number)
    {
        await client.Post("/api/v1/channels", new
        {
            id,
            connector = "cloud_api",
            role = "main",
            displayName = "Recepção",
            credentials = new { accessToken = ClinicNumbers.AccessToken(number) },
            cloudApi = new { phoneNumberId = ClinicNumbers.PhoneNumberId(number), businessAccountId = ClinicNumbers.BusinessAccountId(number) },
        });
        await client.Post($"/api/v1/channels/{id}/start");
    }

    /// <summary>Saves and publishes a flow.</summary>
    public static async Task Publish(ProductClient client, string flowId, string graph)
    {
        var body = JsonNode.Parse(graph)!.AsObject();
        body["id"] = flowId;
        body["name"] = flowId;
        await client.Post("/api/v1/flows", body);
        await client.Post($"/api/v1/flows/{flowId}/publish");
    }
}
