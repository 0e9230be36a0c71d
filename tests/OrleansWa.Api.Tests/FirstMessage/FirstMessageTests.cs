using System.Text.Json.Nodes;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Api.Tests.FirstMessage;

/// <summary>The operational contract from end to end: from the tenant to the read receipt. An engine's test class adds only the product.</summary>
public abstract class FirstMessageTests(ProductFixture product)
{
    private const string Phone = "5511987650031";

    [Fact]
    public async Task Clinic_WhenPatientWrites_AsksAnswersAndRemembersAll()
    {
        var tenant = product.NewTenant("first");
        using var client = await product.Host.OpenClinic(tenant, Clinic.GreetingFlow);
        var number = ClinicNumbers.PhoneNumberId(tenant);
        (await client.Get("/api/v1/channels/main/status"))["status"]!.GetValue<string>().ShouldBe("connected");

        product.Host.Emulator.Model.WriteText(Phone, number, "Oi");
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 1);
        product.Host.Emulator.Model.WriteText(Phone, number, "Ana");
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 2);

        product.Host.Emulator.Answers(tenant, Phone).ShouldBe(["Qual é o seu nome?", "Olá Ana!"]);
        var conversation = (await client.Get("/api/v1/conversations"))["items"]!.AsArray().ShouldHaveSingleItem()!;
        conversation["channelId"]!.GetValue<string>().ShouldBe("main");
        conversation["contact"]!["phone"]!.GetValue<string>().ShouldBe(Phone);
        conversation["unread"]!.GetValue<int>().ShouldBe(2);
        var history = await ReadHistory(client, conversation["id"]!.GetValue<string>());
        history.Select(row => $"{row["direction"]} {row["status"]} {row["text"]!["body"]}").ShouldBe(
            ["in received Oi", "out read Qual é o seu nome?", "in received Ana", "out read Olá Ana!"]);
        foreach (var sent in history.Where(row => row["direction"]!.GetValue<string>() == "out"))
        {
            sent["sentAt"].ShouldNotBeNull();
            sent["deliveredAt"].ShouldNotBeNull();
            sent["readAt"].ShouldNotBeNull();
            sent["whatsAppId"]!.GetValue<string>().ShouldStartWith("wamid.");
            sent["lane"]!.GetValue<string>().ShouldBe("reply");
        }
    }

    [Fact]
    public async Task Send_WhenMetaRefusesAtFirst_IsSentAgainAndShowsTheAttempt()
    {
        var tenant = product.NewTenant("attempts");
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        await Greet(tenant);
        product.Host.Emulator.Model.ArmSendFault(new() { Code = 131000, PhoneNumberId = ClinicNumbers.PhoneNumberId(tenant) });

        var receipt = await product.Api.Call("POST", "/api/v1/channels/main/messages", client.Key, Text("+55 (11) 98765-0031", "Sua consulta é amanhã."));
        receipt.Status.ShouldBe(202, receipt.Text);
        receipt.Json!["status"]!.GetValue<string>().ShouldBe("pending");
        receipt.Json!["channelId"]!.GetValue<string>().ShouldBe("main");
        receipt.Json!["to"]!.GetValue<string>().ShouldBe(Phone);
        var id = receipt.Json!["id"]!.GetValue<string>();
        receipt.Headers["Location"].ShouldBe($"/api/v1/messages/{id}");

        var message = await client.GetUntil($"/api/v1/messages/{id}", row => row["status"]!.GetValue<string>() == "read");
        message["text"]!["body"]!.GetValue<string>().ShouldBe("Sua consulta é amanhã.");
        message["lane"]!.GetValue<string>().ShouldBe("transactional");
        message["attempts"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldContain("131000");
        product.Host.Emulator.Answers(tenant, Phone).Count(text => text.StartsWith("Sua consulta", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Send_WhenIdempotencyKeyIsRepeated_GivesTheSameReceiptAndSendsOnce()
    {
        var tenant = product.NewTenant("idempotent");
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        await Greet(tenant);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SendWithKey(client, Text(Phone, "uma vez"))));
        // The same content, written otherwise.
        var spaced = await SendWithKey(client, Text("+55 11 98765-0031", "uma vez").Replace(":", " : ", StringComparison.Ordinal));
        var otherBody = await SendWithKey(client, Text(Phone, "outra coisa"));
        var id = spaced.Json!["id"]!.GetValue<string>();
        await client.GetUntil($"/api/v1/messages/{id}", row => row["status"]!.GetValue<string>() == "read");

        answers.ShouldAllBe(answer => answer.Status == 202);
        answers.Select(answer => answer.Json!["id"]!.GetValue<string>()).Distinct().ShouldHaveSingleItem().ShouldBe(id);
        otherBody.Status.ShouldBe(409);
        otherBody.Code.ShouldBe("idempotency_key_reused");
        product.Host.Emulator.Answers(tenant, Phone).ShouldBe(["eco oi", "uma vez"]);
    }

    [Fact]
    public async Task Send_WhenContentIsInteractive_ReachesThePhoneAndItsTapComesBack()
    {
        var tenant = product.NewTenant("buttons");
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        await Greet(tenant);

        await client.Post("/api/v1/channels/main/messages", JsonNode.Parse(
            $$$$"""{"to":"{{{{Phone}}}}","type":"interactive","interactive":{"type":"button","body":{"text":"Confirma?"},"action":{"buttons":[{"type":"reply","reply":{"id":"sim","title":"Sim"}}]}}}""")!);
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 2);
        product.Host.Emulator.Model.Write(Phone, ClinicNumbers.PhoneNumberId(tenant), CloudApiEmulator.PatientMessage.Tap("sim"));
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 3);

        product.Host.Emulator.Answers(tenant, Phone)[^1].ShouldBe("eco Sim");
    }

    [Fact]
    public async Task Lists_WhenReadPageByPage_HoldEveryRowOnce()
    {
        var tenant = product.NewTenant("pages");
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        for (var person = 0; person < 7; person++)
        {
            product.Host.Emulator.Model.WriteText($"551198766000{person}", ClinicNumbers.PhoneNumberId(tenant), "oi");
        }

        await client.GetUntil("/api/v1/conversations", page => page["items"]!.AsArray().Count == 7);
        var whole = await client.All("/api/v1/conversations");
        foreach (var row in whole)
        {
            await ReadHistory(client, row["id"]!.GetValue<string>());
        }

        whole = await client.All("/api/v1/conversations");
        var paged = await client.All("/api/v1/conversations", limit: 3);
        var ofChannel = await client.All("/api/v1/conversations?channelId=main", limit: 2);
        var ofOther = await client.All("/api/v1/conversations?channelId=other", limit: 2);

        paged.Select(Id).ShouldBe(whole.Select(Id));
        ofChannel.Select(Id).ShouldBe(whole.Select(Id));
        ofOther.ShouldBeEmpty();
        whole.Select(row => row["lastActivityAt"]!.GetValue<DateTimeOffset>()).ShouldBeInOrder(SortDirection.Descending);
        var path = $"/api/v1/conversations/{Id(whole[0])}/messages";
        (await client.All(path, limit: 1)).Select(Id).ShouldBe((await client.All(path)).Select(Id));
    }

    [Fact]
    public async Task Tenant_WhenSuspended_SendsNothingAndKeepsWhatComes()
    {
        var tenant = product.NewTenant("suspended");
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        await Greet(tenant);
        (await product.Host.Admin.Post($"/api/v1/tenants/{tenant}/suspend"))["status"]!.GetValue<string>().ShouldBe("suspended");

        product.Host.Emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(tenant), "alguém aí?");
        var conversation = Id((await client.All("/api/v1/conversations")).ShouldHaveSingleItem());
        await client.GetUntil($"/api/v1/conversations/{conversation}/messages", page => page["items"]!.AsArray().Count(row => row!["direction"]!.GetValue<string>() == "in") == 2);
        (await product.Api.Call("POST", "/api/v1/channels/main/start", client.Key)).Code.ShouldBe("tenant_suspended");
        product.Host.Emulator.Answers(tenant, Phone).ShouldBe(["eco oi"]);

        await product.Host.Admin.Post($"/api/v1/tenants/{tenant}/resume");
        await client.Post("/api/v1/channels/main/start");
        product.Host.Emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(tenant), "voltou?");
        await product.Host.Emulator.Until(() => product.Host.Emulator.Answers(tenant, Phone).Contains("eco voltou?"), "the answer after resuming");
    }

    [Fact]
    public async Task Key_WhenRevoked_IsRefusedAtOnce()
    {
        var tenant = product.NewTenant("revoked");
        using var client = await product.Host.OpenClinic(tenant);
        var issued = await client.Post($"/api/v1/tenants/{tenant}/api-keys", new { name = "to be revoked", role = "viewer" });
        var key = issued["key"]!.GetValue<string>();
        (await product.Api.Call("GET", "/api/v1/channels", key)).Status.ShouldBe(200);

        (await product.Api.Call("DELETE", $"/api/v1/tenants/{tenant}/api-keys/{issued["id"]}", client.Key)).Status.ShouldBe(204);
        var refused = await product.Api.Call("GET", "/api/v1/channels", key);

        refused.Status.ShouldBe(401);
        refused.Code.ShouldBe("key_invalid");
        (await client.All($"/api/v1/tenants/{tenant}/api-keys")).Single(row => Id(row) == issued["id"]!.GetValue<string>())["revokedAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Channel_WhenTokenIsWrong_SaysWhatToDo()
    {
        var tenant = product.NewTenant("wrong-token");
        using var client = await product.Host.OpenClinic(tenant);
        await client.Post("/api/v1/channels", new
        {
            id = "second",
            connector = "cloud_api",
            credentials = new { accessToken = "not-a-token" },
            cloudApi = new { phoneNumberId = "123", businessAccountId = "456" },
        });

        var channel = await client.Post("/api/v1/channels/second/start");

        channel["status"]!.GetValue<string>().ShouldBe("error");
        channel["problem"]!["remedy"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        channel.ToJsonString().ShouldNotContain("not-a-token");
    }

    [Fact]
    public async Task Channel_WhenNumberIsHeldByAnother_IsRefused()
    {
        var tenant = product.NewTenant("taken");
        using var client = await product.Host.OpenClinic(tenant);
        await client.Post("/api/v1/channels", new
        {
            id = "second",
            connector = "cloud_api",
            credentials = new { accessToken = ClinicNumbers.AccessToken(tenant) },
            cloudApi = new { phoneNumberId = ClinicNumbers.PhoneNumberId(tenant), businessAccountId = ClinicNumbers.BusinessAccountId(tenant) },
        });

        (await product.Api.Call("POST", "/api/v1/channels/second/start", client.Key)).Code.ShouldBe("phone_number_taken");
    }

    private static string Id(JsonNode row) => row["id"]!.GetValue<string>();

    private static string Text(string to, string body) => $$$"""{"to":"{{{to}}}","type":"text","text":{"body":"{{{body}}}"}}""";

    private Task<ApiAnswer> SendWithKey(ProductClient client, string body) =>
        product.Api.Call("POST", "/api/v1/channels/main/messages", client.Key, body, "application/json", ("Idempotency-Key", "lembrete 1"));

    // Opens the 24-hour window.
    private async Task Greet(string tenant)
    {
        product.Host.Emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(tenant), "oi");
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 1);
    }

    // Oldest first, once everything sent was read.
    private static async Task<IReadOnlyList<JsonNode>> ReadHistory(ProductClient client, string conversation)
    {
        var page = await client.GetUntil(
            $"/api/v1/conversations/{conversation}/messages",
            answer => answer["items"]!.AsArray() is { Count: > 1 } rows && rows.All(row => row!["status"]!.GetValue<string>() is "read" or "received"));
        return [.. page["items"]!.AsArray().Reverse().Select(row => row!)];
    }
}
