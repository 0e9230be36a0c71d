using System.Text.Json.Nodes;
using OrleansWa.Api.Tests.Webhooks;
using OrleansWa.CloudApiEmulator;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Api.Tests.Messages;

/// <summary>What people do besides writing, over HTTP from the emulator's phone to the API: reactions, edits, deletions, the handset, new numbers.</summary>
public abstract class ReceivingTests(ProductFixture product)
{
    private const string Phone = "5511987650071";

    [Fact]
    public async Task History_WhenMessagesAreChanged_ShowsWhatStands()
    {
        using var client = await Open("changed", out var number, out var tenant);
        var wamid = product.Host.Emulator.Model.WriteText(Phone, number, "ola");
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 2);
        var ours = product.Host.Emulator.Model.Chat(Phone, number).Last(entry => !entry.FromPatient).Id;
        // WhatsApp's times are whole seconds; what is done within one has no order.
        foreach (var (second, change) in new[]
        {
            PatientMessage.Edit(wamid, "olá"), PatientMessage.Reaction(ours, "👍"), PatientMessage.Reaction(ours, "❤️"),
            PatientMessage.Reaction(wamid, "🙏"), PatientMessage.NoReaction(wamid), PatientMessage.Revoke(wamid),
        }.Index())
        {
            var element = JsonNode.Parse(change.GetRawText())!.AsObject();
            element["timestamp"] = (1_790_000_000 + second).ToString(System.Globalization.CultureInfo.InvariantCulture);
            Write(number, System.Text.Json.JsonSerializer.SerializeToElement(element));
        }

        var conversation = await Conversation(client);
        var path = $"/api/v1/conversations/{conversation}/messages";
        var history = await client.GetUntil(path, page => Shown(page, wamid)["deletedAt"] is not null && Emojis(Shown(page, ours)) == "❤️" && Emojis(Shown(page, wamid)) == "");
        var edited = Shown(history, wamid);
        edited["text"]!["body"]!.GetValue<string>().ShouldBe("olá");
        edited["original"]!["text"]!["body"]!.GetValue<string>().ShouldBe("ola");
        edited["original"]!["type"]!.GetValue<string>().ShouldBe("text");
        edited["editedAt"].ShouldNotBeNull();
        var reacted = Shown(history, ours);
        reacted["reactions"]![0]!["from"]!.GetValue<string>().ShouldBe("contact");
        reacted.AsObject().ContainsKey("original").ShouldBeFalse();
        (await client.Get($"/api/v1/messages/{edited["id"]}"))["original"]!.ToJsonString().ShouldBe(edited["original"]!.ToJsonString());
        Shown(await client.Get("/api/v1/messages"), ours)["reactions"]!.ToJsonString().ShouldBe(reacted["reactions"]!.ToJsonString());
        product.Host.Emulator.Answers(tenant, Phone).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Bot_WhenStaffWriteOnTheHandset_IsPausedUntilSomebodyEnablesIt()
    {
        using var client = await Open("handset", out var number, out var tenant);
        var echo = product.Host.Emulator.Model.WriteOnHandset(Phone, number, PatientMessage.Text("já te ligo"));
        var conversation = await Conversation(client);
        var path = $"/api/v1/conversations/{conversation}";
        await client.GetUntil(path, row => !row["bot"]!["enabled"]!.GetValue<bool>());
        var told = Shown(await client.Get(path + "/messages"), echo);
        (told["direction"]!.GetValue<string>(), told["status"]!.GetValue<string>(), told["text"]!["body"]!.GetValue<string>()).ShouldBe(("out", "sent", "já te ligo"));

        var unread = product.Host.Emulator.Model.WriteText(Phone, number, "ok");
        await client.GetUntil(path + "/messages", page => Find(page, unread) is not null);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var enabled = await product.Api.Call("PATCH", path, client.Key, """{"botEnabled":true}""");
            (enabled.Status, enabled.Json!["bot"]!["enabled"]!.GetValue<bool>()).ShouldBe((200, true), enabled.Text);
        }

        product.Host.Emulator.Model.WriteText(Phone, number, "e agora?");
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 3);
        product.Host.Emulator.Answers(tenant, Phone).ShouldBe(["eco oi", "já te ligo", "eco e agora?"]);
        (await client.Get(path))["unread"]!.GetValue<int>().ShouldBe(3);
    }

    [Theory]
    [InlineData("""{"botEnabled":"yes"}""", 400, "botEnabled")]
    [InlineData("""{"bot":true}""", 400, "bot")]
    public async Task Conversation_WhenTheBodyIsWrong_NamesTheField(string body, int status, string field)
    {
        using var client = await Open("wrong-patch", out _, out _);
        var answer = await product.Api.Call("PATCH", $"/api/v1/conversations/{await Conversation(client)}", client.Key, body);
        (answer.Status, answer.Fields.Single()).ShouldBe((status, field), answer.Text);
        (await product.Api.Call("PATCH", "/api/v1/conversations/main.nobody", client.Key, """{"botEnabled":true}""")).Code.ShouldBe("conversation_not_found");
        (await product.Api.Call("PATCH", $"/api/v1/conversations/{await Conversation(client)}", client.Key, "{}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Message_WhenUnavailableFirst_IsShownAndAnsweredOnce()
    {
        using var client = await Open("unavailable", out var number, out var tenant);
        var wamid = Write(number, PatientMessage.UnavailableFirst(PatientMessage.Text("de verdade")));
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 2);
        var conversation = await Conversation(client);
        var history = await client.Get($"/api/v1/conversations/{conversation}/messages");
        history["items"]!.AsArray().Count(row => row!["whatsAppId"]?.GetValue<string>() == wamid).ShouldBe(1);
        (await client.Get($"/api/v1/conversations/{conversation}"))["unread"]!.GetValue<int>().ShouldBe(2);
        product.Host.Emulator.Answers(tenant, Phone).ShouldBe(["eco oi", "eco de verdade"]);
    }

    [Fact]
    public async Task Contact_WhenItsNumberChanges_StaysTheSameConversation()
    {
        const string oldNumber = "5511987650073";
        const string newNumber = "5511987650072";
        var tenant = product.NewTenant("moved");
        var number = ClinicNumbers.PhoneNumberId(tenant);
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        product.Host.Emulator.Model.WriteText(oldNumber, number, "oi");
        await product.Host.Emulator.UntilAnswered(tenant, oldNumber, 1);
        var conversation = await Conversation(client);
        product.Host.Emulator.Model.ChangeNumber(oldNumber, number, newNumber);
        await client.GetUntil($"/api/v1/conversations/{conversation}", row => row["contact"]!["phone"]!.GetValue<string>() == newNumber);
        product.Host.Emulator.Model.WriteText(newNumber, number, "sou eu");
        await product.Host.Emulator.UntilAnswered(tenant, newNumber, 2);
        (await client.All("/api/v1/conversations")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Contact_WithoutAPhone_IsAnsweredByItsUserId()
    {
        var tenant = product.NewTenant("no-phone");
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        const string user = "BR.1502576394655843";
        product.Host.Emulator.Model.WriteText(user, ClinicNumbers.PhoneNumberId(tenant), "oi");
        await product.Host.Emulator.UntilAnswered(tenant, user, 1);
        product.Host.Emulator.Answers(tenant, user).ShouldBe(["eco oi"]);
        (await client.Get("/api/v1/conversations"))["items"]![0]!["contact"]!["phone"].ShouldBeNull();
        var body = JsonNode.Parse(product.Host.Emulator.Model.Requests.First(request => request.Path.EndsWith("/messages", StringComparison.Ordinal)
            && request.Path.Contains(ClinicNumbers.PhoneNumberId(tenant), StringComparison.Ordinal)).Body!)!;
        (body["recipient"]!.GetValue<string>(), body["to"]).ShouldBe((user, null));
    }

    [Fact]
    public async Task DeadLetters_OfNumbersThatNobodyHolds_AreThePlatformsAndRoutedLater()
    {
        var tenant = product.NewTenant("late");
        const string list = "/api/management/dead-letters";
        var before = DateTimeOffset.UtcNow;
        var body = SignedWebhook.TextBody(tenant, Phone, "wamid.late-" + tenant, "oi");
        (await product.Api.Signed(SignedWebhook.PlatformPath, body, product.Host.Emulator.AppSecret)).Status.ShouldBe(200);
        var letter = (await product.Host.Admin.All(list + "?code=number_unknown")).Single(row => row["accountId"]!.GetValue<string>() == ClinicNumbers.PhoneNumberId(tenant));
        var path = $"{list}/{letter["id"]}";
        (letter["direction"]!.GetValue<string>(), letter["status"]!.GetValue<string>(), letter["messageId"]).ShouldBe(("in", "dead", null));
        letter["error"]!["remedy"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        letter["failedAt"]!.GetValue<DateTimeOffset>().ShouldBeGreaterThan(before.AddMinutes(-1));
        letter.ToJsonString().ShouldNotContain(Phone);
        (await product.Api.Call("POST", path + "/retry", ProductHost.AdminKey)).Code.ShouldBe("number_unknown");

        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        // Opens the window at the emulator; outside of it replies fail and no phone shows them.
        product.Host.Emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(tenant), "antes");
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 1);
        (await client.All("/api/v1/dead-letters")).ShouldBeEmpty();
        (await product.Api.Call("POST", path + "/retry", client.Key)).Status.ShouldBe(403);
        (await product.Host.Admin.Post(path + "/retry"))["status"]!.GetValue<string>().ShouldBe("ended");
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 2);
        (await product.Api.Call("POST", path + "/retry", ProductHost.AdminKey)).Code.ShouldBe("dead_letter_ended");
        (await product.Api.Call("DELETE", path, ProductHost.AdminKey)).Status.ShouldBe(204);
        (await product.Api.Call("DELETE", list + "/dl_nothing", ProductHost.AdminKey)).Code.ShouldBe("dead_letter_not_found");
    }

    [Fact]
    public async Task DeadLetters_OfATenantsOwnApp_AreInItsListByDirection()
    {
        var tenant = product.NewTenant("own-app");
        using var client = await ClinicSetup.Open(
            product.Host.Url, product.Host.Admin, product.Host.Emulator, tenant, Clinic.EchoFlow, new { appSecret = "own-secret", verifyToken = "own-token" });
        var body = SignedWebhook.TextBody(tenant + "-other", Phone, "wamid.other-" + tenant, "oi");
        (await product.Api.Signed("/webhooks/whatsapp/" + tenant, body, "own-secret")).Status.ShouldBe(200);

        (await client.All("/api/v1/dead-letters?direction=out")).ShouldBeEmpty();
        var letter = (await client.All("/api/v1/dead-letters?direction=in")).Single();
        (await client.All("/api/v1/dead-letters")).Single()["id"]!.GetValue<string>().ShouldBe(letter["id"]!.GetValue<string>());
        var retried = await client.Post("/api/v1/dead-letters/retry?direction=in");
        (retried["retried"]!.GetValue<int>(), retried["skipped"]!.GetValue<int>()).ShouldBe((0, 1));
        (await product.Api.Call("GET", "/api/v1/dead-letters?direction=up", client.Key)).Fields.ShouldBe(["direction"]);
        (await product.Api.Call("DELETE", $"/api/v1/dead-letters/{letter["id"]}", client.Key)).Status.ShouldBe(204);
        (await client.All("/api/v1/dead-letters")).ShouldBeEmpty();
    }

    private string Write(string number, System.Text.Json.JsonElement message) => product.Host.Emulator.Model.Write(Phone, number, message);

    private static async Task<string> Conversation(ProductClient client) => (await client.Get("/api/v1/conversations"))["items"]![0]!["id"]!.GetValue<string>();

    private static JsonNode? Find(JsonNode page, string wamid) => page["items"]!.AsArray().FirstOrDefault(row => row!["whatsAppId"]?.GetValue<string>() == wamid);

    private static JsonNode Shown(JsonNode page, string wamid) => Find(page, wamid) ?? new JsonObject { ["reactions"] = new JsonArray() };

    private static string Emojis(JsonNode row) => string.Concat(row["reactions"]!.AsArray().Select(reaction => reaction!["emoji"]!.GetValue<string>()));

    private Task<ProductClient> Open(string word, out string number, out string tenant)
    {
        tenant = product.NewTenant(word);
        number = ClinicNumbers.PhoneNumberId(tenant);
        return Greeted(tenant);
    }

    private async Task<ProductClient> Greeted(string tenant)
    {
        var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        product.Host.Emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(tenant), "oi");
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 1);
        return client;
    }
}
