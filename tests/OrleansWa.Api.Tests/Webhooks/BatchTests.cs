using System.Text.Json.Nodes;
using OrleansWa.CloudApiEmulator;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;
using static OrleansWa.Api.Tests.Webhooks.SignedWebhook;

namespace OrleansWa.Api.Tests.Webhooks;

/// <summary>What is in one webhook is handled whole, whatever else is in it.</summary>
[Collection(SharedProduct.Name)]
public sealed class BatchTests(ProductFixture product)
{
    private const string Ana = "5511987650011";
    private const string Bia = "5511987650012";
    private const string Eva = "5511987650013";

    private string Secret => product.Host.AppSecret;

    [Fact]
    public async Task Receive_WhenBatchHoldsEverything_HandlesItWhole()
    {
        var (first, second) = (product.NewTenant("batch"), product.NewTenant("batch"));
        using var firstClient = await product.Host.OpenClinic(first, Clinic.EchoFlow);
        using var secondClient = await product.Host.OpenClinic(second, Clinic.EchoFlow);
        var sent = await SentMessage(first, firstClient);

        var body = Batch(first, second, sent["whatsAppId"]!.GetValue<string>());
        (await product.Api.Signed(PlatformPath, body, Secret)).Status.ShouldBe(200);

        var ana = await History(firstClient, Ana);
        Texts(ana, "in").ShouldBe(["um", "dois", "três"]);
        ana.Count(row => row["type"]!.GetValue<string>() == "hologram").ShouldBe(1);
        Incoming(await History(firstClient, Bia)).ShouldBe(1);
        Incoming(await History(secondClient, Eva)).ShouldBe(2);
        var status = await firstClient.Get($"/api/v1/messages/{sent["id"]!.GetValue<string>()}");
        status["status"]!.GetValue<string>().ShouldBe("read");
        status["readAt"].ShouldNotBeNull();
        Database.Column(product.Host.DataDirectory, "SELECT field FROM kept_events WHERE tenant_id IS NULL OR tenant_id IN ($a, $b)", ("$a", first), ("$b", second))
            .ShouldContain("account_update_of_tomorrow");
    }

    [Fact]
    public async Task Receive_WhenSentAgain_ChangesNothing()
    {
        var tenant = product.NewTenant("twice");
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        // Opens the window at the emulator; outside of it replies fail and no phone shows them.
        product.Host.Emulator.Model.WriteText(Ana, ClinicNumbers.PhoneNumberId(tenant), "antes");
        await product.Host.Emulator.UntilAnswered(tenant, Ana, 1);
        var body = TextBody(tenant, Ana, "wamid.twice", "oi");

        for (var i = 0; i < 3; i++)
        {
            (await product.Api.Signed(PlatformPath, body, Secret)).Status.ShouldBe(200);
        }

        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => product.Api.Signed(PlatformPath, body, Secret)))).ShouldAllBe(answer => answer.Status == 200);
        // A later message of the same person is answered after all that came before it.
        (await product.Api.Signed(PlatformPath, TextBody(tenant, Ana, "wamid.after", "tchau"), Secret)).Status.ShouldBe(200);
        await product.Host.Emulator.UntilAnswered(tenant, Ana, 3);

        product.Host.Emulator.Answers(tenant, Ana).ShouldBe(["eco antes", "eco oi", "eco tchau"]);
        Texts(await History(client, Ana), "in").ShouldBe(["antes", "oi", "tchau"]);
    }

    [Fact]
    public async Task Receive_WhenNumberIsUnknown_Answers200AndKeepsItOnce()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await product.Api.Signed(PlatformPath, TextBody("nobody-has-this", Ana, "wamid.lost", "oi"), Secret)).Status.ShouldBe(200);
        }

        (await product.Host.Admin.All("/api/management/dead-letters"))
            .Count(row => row["accountId"]!.GetValue<string>() == ClinicNumbers.PhoneNumberId("nobody-has-this")).ShouldBe(1);
    }

    // A message that stays "delivered", because the phone sends no read receipts: "read" can only come from the batch.
    private async Task<JsonNode> SentMessage(string tenant, ProductClient client)
    {
        product.Host.Emulator.Model.SetPhone(Ana, new PhoneSettings { ReadReceipts = false });
        product.Host.Emulator.Model.WriteText(Ana, ClinicNumbers.PhoneNumberId(tenant), "um");
        await product.Host.Emulator.UntilAnswered(tenant, Ana, 1);
        var receipt = await client.Post("/api/v1/channels/main/messages", new { to = Ana, type = "text", text = new { body = "Sua consulta é amanhã." } });
        return await client.GetUntil($"/api/v1/messages/{receipt["id"]!.GetValue<string>()}", row => row["status"]!.GetValue<string>() == "delivered");
    }

    private static async Task<IReadOnlyList<JsonNode>> History(ProductClient client, string phone)
    {
        var conversation = (await client.All("/api/v1/conversations")).Single(row => row["contact"]!["phone"]!.GetValue<string>() == phone);
        var rows = await client.All($"/api/v1/conversations/{conversation["id"]!.GetValue<string>()}/messages");
        rows.Reverse();
        return rows;
    }

    private static int Incoming(IReadOnlyList<JsonNode> rows) => rows.Count(row => row["direction"]!.GetValue<string>() == "in");

    private static IReadOnlyList<string> Texts(IReadOnlyList<JsonNode> rows, string direction) =>
    [
        .. rows.Where(row => row["direction"]!.GetValue<string>() == direction && row["type"]!.GetValue<string>() == "text").Select(row => row["text"]!["body"]!.GetValue<string>()),
    ];

    private static string Batch(string first, string second, string wamid) =>
        $$$$"""
        {"object":"whatsapp_business_account","version":null,"entry":[
          {"id":"waba-1","time":1790000000,"changes":[
            {"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"{{{{ClinicNumbers.PhoneNumberId(first)}}}}","display_phone_number":null,"colour":"blue"},
              "contacts":[{"profile":{"name":null},"wa_id":"{{{{Ana}}}}"},{"wa_id":"{{{{Bia}}}}","profile":{"name":"Bia","mood":7}}],
              "messages":[
                {"from":"{{{{Ana}}}}","id":"wamid.b1","timestamp":"1790000001","type":"text","text":{"body":"dois","preview":[1,2]},"context":null},
                {"from":"{{{{Ana}}}}","id":"wamid.b2","timestamp":"not a number","type":"hologram","hologram":{"projector":{"id":"1"}}},
                {"from":"{{{{Bia}}}}","id":"wamid.b3","timestamp":1790000002,"type":"image","image":{"id":"77","mime_type":"image/jpeg","sha256":null}},
                null, 7, {"no":"id"},
                {"from":"{{{{Ana}}}}","id":"wamid.b4","timestamp":"1790000003","type":"text","text":{"body":"três"}}],
              "statuses":[
                {"id":"{{{{wamid}}}}","status":"read","timestamp":"1790000004","recipient_id":"{{{{Ana}}}}","pricing":null,"stardust":{}},
                {"id":"{{{{wamid}}}}","status":"sent","timestamp":"1790000002","recipient_id":"{{{{Ana}}}}"},
                {"id":"wamid.nobody","status":"delivered","timestamp":"1790000004","recipient_id":"{{{{Ana}}}}"},
                {"id":"{{{{wamid}}}}","status":"teleported","timestamp":"1790000005"}, null],
              "errors":[{"code":130501,"title":"Message type is not currently supported"}],"holograms":[{"id":"1"}]}},
            {"field":"account_update_of_tomorrow","value":{"event":"PARTY"}},
            {"field":"messages","value":null}]},
          {"id":"waba-2","changes":[
            {"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"{{{{ClinicNumbers.PhoneNumberId(second)}}}}"},
              "messages":[{"from":"{{{{Eva}}}}","id":"wamid.b5","timestamp":"1790000003","type":"text","text":{"body":"quatro"}}]}},
            {"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"phone_number_id":"{{{{ClinicNumbers.PhoneNumberId(second)}}}}"},
              "messages":[{"from":"{{{{Eva}}}}","id":"wamid.b6","timestamp":"1790000003","type":"unsupported","errors":[{"code":131051}]}]}},
            {"field":"messages","value":{"metadata":{"phone_number_id":"999"},"messages":[{"from":"{{{{Eva}}}}","id":"wamid.b7","type":"text","text":{"body":"x"}}]}}]},
          {"id":"waba-3","changes":null}, null]}
        """;
}
