using System.Globalization;
using System.Text.Json.Nodes;
using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Api.Tests.Messages;

/// <summary>Control over outgoing messages over HTTP: time, expiry, cancel, retry, dead letters, the list.</summary>
public abstract class OutgoingControlTests(ProductFixture product)
{
    private const string Phone = "5511987650041";

    [Fact]
    public async Task Send_WhenScheduled_ShowsItsTimesAndWaits()
    {
        using var client = await Open("scheduled");
        var sendAt = DateTimeOffset.UtcNow.AddDays(30);
        var id = await Send(client, "mais tarde", sendAt: sendAt.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), lane: "bulk", onUnknown: "resend");

        var message = await client.Get($"/api/v1/messages/{id}");

        message["status"]!.GetValue<string>().ShouldBe("pending");
        message["sendAt"]!.GetValue<DateTimeOffset>().ShouldBe(sendAt, TimeSpan.FromSeconds(1));
        message["expiresAt"]!.GetValue<DateTimeOffset>().ShouldBe(sendAt.AddDays(7), TimeSpan.FromSeconds(1));
        message["onUnknown"]!.GetValue<string>().ShouldBe("resend");
        (await client.Get($"/api/v1/messages/{await Send(client, "já")}"))["onUnknown"]!.GetValue<string>().ShouldBe("wait");
    }

    [Theory]
    [InlineData("""{"sendAt":"amanhã"}""", "sendAt")]
    [InlineData("""{"sendAt":"2026-11-20T09:00:00"}""", "sendAt")]
    [InlineData("""{"sendAt":"2126-11-20T09:00:00Z"}""", "sendAt")]
    [InlineData("""{"expiresAt":"2020-01-01T00:00:00Z"}""", "expiresAt")]
    [InlineData("""{"expiresAt":"2126-01-01T00:00:00+01:00"}""", "expiresAt")]
    [InlineData("""{"onUnknown":"maybe"}""", "onUnknown")]
    public async Task Send_WhenATimeOrPolicyIsWrong_NamesTheField(string members, string field)
    {
        using var client = await Open("times");
        var body = JsonNode.Parse(members)!.AsObject();
        (body["to"], body["type"], body["text"]) = (Phone, "text", new JsonObject { ["body"] = "x" });

        var answer = await product.Api.Call("POST", "/api/v1/channels/main/messages", client.Key, body.ToJsonString());

        answer.Status.ShouldBe(400, answer.Text);
        answer.Fields.ShouldBe([field]);
    }

    [Fact]
    public async Task Send_WhenTheTimeDiffersUnderOneKey_IsAnotherRequest()
    {
        using var client = await Open("same-key");
        Task<ApiAnswer> Keyed(string time) => product.Api.Call(
            "POST",
            "/api/v1/channels/main/messages",
            client.Key,
            $$"""{"to":"{{Phone}}","type":"text","text":{"body":"x"},"sendAt":"{{time}}"}""",
            "application/json",
            ("Idempotency-Key", "k"));
        var at = DateTimeOffset.UtcNow.AddHours(5);

        (await Keyed(at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))).Status.ShouldBe(202);
        (await Keyed(at.ToOffset(TimeSpan.FromHours(-3)).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture))).Status.ShouldBe(202);
        (await Keyed(at.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))).Code.ShouldBe("idempotency_key_reused");
    }

    [Fact]
    public async Task Cancel_WhenPending_IsFinalUntilItIsRetried()
    {
        using var client = await Open("cancel");
        var id = await Send(client, "talvez", sendAt: DateTimeOffset.UtcNow.AddHours(20).ToString("O", CultureInfo.InvariantCulture));

        (await client.Post($"/api/v1/messages/{id}/cancel"))["status"]!.GetValue<string>().ShouldBe("cancelled");
        (await client.Post($"/api/v1/messages/{id}/cancel"))["status"]!.GetValue<string>().ShouldBe("cancelled");
        (await client.Post($"/api/v1/messages/{id}/retry"))["status"]!.GetValue<string>().ShouldBe("pending");
        await client.GetUntil($"/api/v1/messages/{id}", IsRead);

        foreach (var (action, code) in new[] { ("cancel", "message_not_pending"), ("retry", "message_not_ended") })
        {
            var refused = await product.Api.Call("POST", $"/api/v1/messages/{id}/{action}", client.Key);
            (refused.Status, refused.Code).ShouldBe((409, code));
            refused.Json!["detail"]!.GetValue<string>().ShouldContain("'read'");
        }

        (await product.Api.Call("POST", "/api/v1/messages/msg_nothing/cancel", client.Key)).Code.ShouldBe("message_not_found");
    }

    [Fact]
    public async Task DeadLetters_WhenMessagesFail_AreListedRetriedAndDeleted()
    {
        using var client = await Open("dead", out var tenant);
        product.Host.Emulator.Model.ArmSendFault(new() { Code = 131026, Count = 3, PhoneNumberId = ClinicNumbers.PhoneNumberId(tenant) });
        var ids = new List<string>();
        foreach (var text in new[] { "um", "dois", "três" })
        {
            ids.Add(await Send(client, text));
            await client.GetUntil($"/api/v1/messages/{ids[^1]}", row => Status(row) == "failed");
        }

        var letters = await client.All("/api/v1/dead-letters?channelId=main&code=131026", limit: 2);
        letters.Select(Id).ShouldBe([ids[2], ids[1], ids[0]]);
        letters[0]["error"]!["remedy"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        letters[0]["attempts"]!.GetValue<int>().ShouldBe(1);
        (await client.All("/api/v1/dead-letters?code=190")).ShouldBeEmpty();
        (await client.All("/api/v1/dead-letters?before=2020-01-01T00:00:00Z")).ShouldBeEmpty();

        (await product.Api.Call("DELETE", $"/api/v1/dead-letters/{ids[0]}", client.Key)).Status.ShouldBe(204);
        (await product.Api.Call("DELETE", $"/api/v1/dead-letters/{ids[0]}", client.Key)).Status.ShouldBe(204);
        (await client.All("/api/v1/dead-letters")).Select(Id).ShouldBe([ids[2], ids[1]]);
        Status(await client.Get($"/api/v1/messages/{ids[0]}")).ShouldBe("failed");

        Status(await client.Post($"/api/v1/dead-letters/{ids[1]}/retry")).ShouldBe("pending");
        await client.GetUntil($"/api/v1/messages/{ids[1]}", IsRead);
        (await product.Api.Call("POST", $"/api/v1/dead-letters/{ids[1]}/retry", client.Key)).Code.ShouldBe("message_not_ended");
        var retried = await client.Post("/api/v1/dead-letters/retry?code=131026&limit=10");
        (retried["retried"]!.GetValue<int>(), retried["skipped"]!.GetValue<int>(), retried["nextCursor"]).ShouldBe((1, 0, null));
        await client.GetUntil($"/api/v1/messages/{ids[2]}", IsRead);
        (await client.All("/api/v1/dead-letters")).ShouldBeEmpty();
        product.Host.Emulator.Answers(tenant, Phone).ShouldBe(["eco oi", "dois", "três"]);
    }

    [Fact]
    public async Task RetryByFilter_WhenThereAreMoreThanTheLimit_GoesOnByCursor()
    {
        using var client = await Open("many-dead", out var tenant);
        product.Host.Emulator.Model.ArmSendFault(new() { Code = 131026, Count = 5, PhoneNumberId = ClinicNumbers.PhoneNumberId(tenant) });
        for (var i = 0; i < 5; i++)
        {
            await Send(client, $"n{i}");
        }

        await client.GetUntil("/api/v1/dead-letters", page => page["items"]!.AsArray().Count == 5);
        var counts = new List<int>();
        string? cursor = null;
        do
        {
            var answer = await client.Post("/api/v1/dead-letters/retry?limit=2" + (cursor is null ? "" : $"&cursor={cursor}"));
            counts.Add(answer["retried"]!.GetValue<int>());
            cursor = answer["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        counts.ShouldBe([2, 2, 1]);
    }

    [Fact]
    public async Task Messages_WhenListed_AreNewestFirstAndFiltered()
    {
        using var client = await Open("listed");
        var scheduled = await Send(client, "depois", sendAt: DateTimeOffset.UtcNow.AddHours(20).ToString("O", CultureInfo.InvariantCulture));
        var sent = await Send(client, "agora");
        await client.GetUntil($"/api/v1/messages/{sent}", IsRead);

        var all = await client.All("/api/v1/messages", limit: 1);
        all.Select(row => row["direction"]!.GetValue<string>()).ShouldBe(["out", "out", "out", "in"]);
        all.Take(2).Select(Id).ShouldBe([sent, scheduled]);
        var contact = (await client.Get("/api/v1/conversations"))["items"]![0]!["contact"]!["id"]!.GetValue<string>();
        (await client.All($"/api/v1/messages?contact={contact}", limit: 3)).Select(Id).ShouldBe(all.Select(Id));
        (await client.All("/api/v1/messages?channelId=main&status=pending")).Select(Id).ShouldBe([scheduled]);
        (await client.All("/api/v1/messages?channelId=other")).ShouldBeEmpty();
        (await client.All("/api/v1/messages?to=2020-01-01T00:00:00Z")).ShouldBeEmpty();
        (await client.All("/api/v1/messages?from=2020-01-01T00:00:00Z")).Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("/api/v1/messages?status=lost", "status")]
    [InlineData("/api/v1/messages?from=yesterday", "from")]
    [InlineData("/api/v1/messages?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", "to")]
    [InlineData("/api/v1/messages?contact=%2B55", "contact")]
    [InlineData("/api/v1/messages?cursor=zzz", "cursor")]
    [InlineData("/api/v1/dead-letters?before=now", "before")]
    [InlineData("/api/v1/dead-letters?limit=0", "limit")]
    public async Task Lists_WhenTheQueryIsWrong_NameIt(string path, string field)
    {
        using var client = await Open("queries");
        var answer = await product.Api.Call("GET", path, client.Key);
        (answer.Status, answer.Fields.Single()).ShouldBe((400, field));
    }

    private static string Id(JsonNode row) => row["id"]!.GetValue<string>();

    private static string Status(JsonNode row) => row["status"]!.GetValue<string>();

    private static bool IsRead(JsonNode row) => Status(row) == "read";

    private static async Task<string> Send(ProductClient client, string text, string? sendAt = null, string lane = "transactional", string? onUnknown = null) =>
        Id(await client.Post(
            "/api/v1/channels/main/messages",
            new { to = Phone, type = "text", text = new { body = text }, sendAt, lane, onUnknown, fallbackTemplate = new { name = "hello_world", language = new { code = "en_US" } } }));

    private Task<ProductClient> Open(string word) => Open(word, out _);

    private Task<ProductClient> Open(string word, out string tenant) => Greeted(tenant = product.NewTenant(word));

    // The patient's word opens the 24-hour window.
    private async Task<ProductClient> Greeted(string tenant)
    {
        var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);
        product.Host.Emulator.Model.WriteText(Phone, ClinicNumbers.PhoneNumberId(tenant), "oi");
        await product.Host.Emulator.UntilAnswered(tenant, Phone, 1);
        return client;
    }
}
