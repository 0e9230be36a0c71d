using OrleansWa.Testing.Product;
using OrleansWa.Testing.Silo;

namespace OrleansWa.Api.Tests.Problems;

/// <summary>What is wrong with a request is said the same way everywhere: status, stable word, fields, trace.</summary>
[Collection(SharedProduct.Name)]
public sealed class ProblemTests(ProductFixture product)
{
    private const string Send = "/api/v1/channels/main/messages";
    private const string Channel =
        """
        "id":"c2","connector":"cloud_api","credentials":{"accessToken":"t"},"cloudApi":{"phoneNumberId":"1","businessAccountId":"2"}
        """;

    private static readonly string LongText = new('x', 4097);
    private static readonly string LongCallback = new('x', 513);

    // method, path, body, status, code, fields
    public static TheoryData<string, string, string?, int, string, string> Requests => new()
    {
        // Bodies that cannot be read.
        { "POST", Send, "{", 400, "request_invalid", "$" },
        { "POST", Send, """{"to":"5511987654321","type":"text","text":{"body":"x"}""", 400, "request_invalid", "$" },
        { "POST", Send, "", 400, "bad_request", "" },
        { "POST", Send, "null", 400, "bad_request", "" },
        { "POST", Send, "[]", 400, "request_invalid", "$" },
        { "POST", Send, "\"text\"", 400, "request_invalid", "$" },
        { "POST", "/api/v1/flows", """{"id":"f","id":"g","name":"x"}""", 400, "request_invalid", "id" },
        { "POST", "/api/v1/channels", """{"id":7}""", 400, "request_invalid", "id" },
        { "POST", "/api/v1/channels", """{"limits":{"messagesPerDay":"many"}}""", 400, "request_invalid", "limits.messagesPerDay" },
        { "POST", "/api/v1/channels", """{"limits":{"messagesPerDay":1e99}}""", 400, "request_invalid", "limits.messagesPerDay" },

        // Members that do not exist.
        { "POST", "/api/v1/channels", """{"colour":"blue"}""", 400, "request_invalid", "colour" },
        { "POST", "/api/v1/channels", """{"cloudApi":{"phone":"1"}}""", 400, "request_invalid", "cloudApi.phone" },
        { "POST", "/api/v1/channels", """{"ID":"c2"}""", 400, "request_invalid", "ID" },
        { "POST", Send, """{"to":"5511987654321","type":"text","text":{"body":"x"},"texts":{}}""", 400, "request_invalid", "texts" },

        // Words, ids, numbers.
        { "POST", "/api/v1/channels", "{}", 400, "request_invalid", "cloudApi.businessAccountId,cloudApi.phoneNumberId,connector,credentials.accessToken,id" },
        { "POST", "/api/v1/channels", "{" + Channel.Replace("cloud_api", "telegram", StringComparison.Ordinal) + "}", 400, "request_invalid", "connector" },
        { "POST", "/api/v1/channels", "{" + Channel.Replace("cloud_api", "evolution", StringComparison.Ordinal) + "}", 422, "not_supported", "connector" },
        { "POST", "/api/v1/channels", "{" + Channel + ""","role":"boss"}""", 400, "request_invalid", "role" },
        { "POST", "/api/v1/channels", "{" + Channel.Replace("\"c2\"", "\"C 2\"", StringComparison.Ordinal) + "}", 400, "request_invalid", "id" },
        { "POST", "/api/v1/channels", "{" + Channel.Replace("\"c2\"", "\"c2\\n\"", StringComparison.Ordinal) + "}", 400, "request_invalid", "id" },
        { "POST", "/api/v1/channels", "{" + Channel.Replace("\"t\"", "\"a b\"", StringComparison.Ordinal) + "}", 400, "request_invalid", "credentials.accessToken" },
        { "POST", "/api/v1/channels", "{" + Channel.Replace("\"1\"", "\"+55\"", StringComparison.Ordinal) + "}", 400, "request_invalid", "cloudApi.phoneNumberId" },
        { "POST", "/api/v1/channels", "{" + Channel + ""","limits":{"messagesPerDay":-1}}""", 400, "request_invalid", "limits.messagesPerDay" },
        { "POST", "/api/v1/channels", "{" + Channel.Replace("\"c2\"", "\"main\"", StringComparison.Ordinal) + "}", 409, "channel_exists", "" },
        { "PATCH", "/api/v1/channels/main", """{"displayName":" "}""", 400, "request_invalid", "displayName" },
        { "PATCH", "/api/v1/channels/nothere", """{"displayName":"x"}""", 404, "channel_not_found", "" },
        { "GET", "/api/v1/channels/UPPER", null, 404, "channel_not_found", "" },

        // Messages.
        { "POST", Send, """{"to":"12","type":"text","text":{"body":"x"}}""", 400, "request_invalid", "to" },
        { "POST", Send, """{"to":"call me","type":"text","text":{"body":"x"}}""", 400, "request_invalid", "to" },
        { "POST", Send, """{"type":"text","text":{"body":"x"}}""", 400, "request_invalid", "to" },
        { "POST", Send, """{"to":"5511987654321","text":{"body":"x"}}""", 400, "request_invalid", "text,type" },
        { "POST", Send, """{"to":"5511987654321","type":"text"}""", 400, "request_invalid", "text" },
        { "POST", Send, """{"to":"5511987654321","type":"text","text":"x"}""", 400, "request_invalid", "text" },
        { "POST", Send, """{"to":"5511987654321","type":"text","text":{"body":""}}""", 422, "message_invalid", "text.body" },
        { "POST", Send, """{"to":"5511987654321","type":"text","text":{"body":"a\u0000b"}}""", 400, "request_invalid", "text" },
        { "POST", Send, """{"to":"5511987654321","type":"text","text":{"body":"\ud800"}}""", 400, "request_invalid", "text" },
        { "POST", Send, """{"to":"5511987654321","type":"text","text":{"body":"LONG"}}""".Replace("LONG", LongText, StringComparison.Ordinal), 422, "message_invalid", "text.body" },
        { "POST", Send, """{"to":"5511987654321","type":"hologram","hologram":{}}""", 422, "message_invalid", "type" },
        { "POST", Send, """{"to":"5511987654321","type":"text","text":{"body":"x"},"lane":"fast"}""", 400, "request_invalid", "lane" },
        { "POST", Send, """{"to":"5511987654321","type":"text","text":{"body":"x"},"replyTo":"NO ID"}""", 400, "request_invalid", "replyTo" },
        { "POST", Send, """{"to":"5511987654321","type":"text","text":{"body":"x"},"callbackData":"LONG"}""".Replace("LONG", LongCallback, StringComparison.Ordinal), 400, "request_invalid", "callbackData" },
        { "POST", "/api/v1/channels/nothere/messages", """{"to":"5511987654321","type":"text","text":{"body":"x"}}""", 404, "channel_not_found", "" },
        { "GET", "/api/v1/messages/msg_nothere", null, 404, "message_not_found", "" },
        { "GET", "/api/v1/conversations/main.nobody", null, 404, "conversation_not_found", "" },
        { "GET", "/api/v1/conversations/nodot", null, 404, "conversation_not_found", "" },
        { "GET", "/api/v1/conversations/main.nobody/messages?cursor=x", null, 404, "conversation_not_found", "" },

        // Flows.
        { "POST", "/api/v1/flows", """{"name":"x"}""", 400, "request_invalid", "edges,nodes" },
        { "POST", "/api/v1/flows", """{"name":"x","graph":{"nodes":[]}}""", 400, "request_invalid", "graph.edges" },
        { "POST", "/api/v1/flows", """{"name":"x","nodes":[],"edges":[],"graph":{"nodes":[],"edges":[]}}""", 400, "request_invalid", "graph" },
        { "POST", "/api/v1/flows", """{"id":"UPPER","nodes":[],"edges":[]}""", 400, "request_invalid", "id,name" },
        { "POST", "/api/v1/flows", """{"id":"main-flow","name":"x","nodes":[],"edges":[]}""", 409, "flow_exists", "" },
        { "PUT", "/api/v1/flows/nothere", """{"name":"x","nodes":[],"edges":[]}""", 404, "flow_not_found", "" },
        { "POST", "/api/v1/flows/nothere/publish", null, 404, "flow_not_found", "" },

        // Lists.
        { "GET", "/api/v1/channels?limit=0", null, 400, "request_invalid", "limit" },
        { "GET", "/api/v1/channels?limit=201", null, 400, "request_invalid", "limit" },
        { "GET", "/api/v1/channels?limit=ten", null, 400, "request_invalid", "limit" },
        { "GET", "/api/v1/channels?limit=-1", null, 400, "request_invalid", "limit" },
        { "GET", "/api/v1/conversations?cursor=nonsense", null, 400, "cursor_invalid", "cursor" },
        { "GET", "/api/v1/conversations?channelId=NO", null, 404, "channel_not_found", "" },

        // Addresses and methods.
        { "GET", "/api/v1/nothing", null, 404, "route_not_found", "" },
        { "GET", "/nothing", null, 404, "route_not_found", "" },
        { "DELETE", "/api/v1/channels", null, 405, "method_not_allowed", "" },
        { "PUT", Send, "{}", 405, "method_not_allowed", "" },
    };

    // method, path, body, status, code, fields; by the platform admin.
    public static TheoryData<string, string, string?, int, string, string> AdminRequests => new()
    {
        { "POST", "/api/v1/tenants", "{}", 400, "request_invalid", "id,name" },
        { "POST", "/api/v1/tenants", """{"id":"x","name":"x"}""", 400, "request_invalid", "id" },
        { "POST", "/api/v1/tenants", """{"id":"a/b","name":"x"}""", 400, "request_invalid", "id" },
        { "POST", "/api/v1/tenants", """{"id":"$platform","name":"x"}""", 400, "request_invalid", "id" },
        { "POST", "/api/v1/tenants", """{"id":"ok-id","name":"x","timeZone":"Mars/Olympus","locale":"xx-nonsense-1"}""", 400, "request_invalid", "locale,timeZone" },
        { "POST", "/api/v1/tenants", """{"id":"ok-id","name":"x","cloudApi":{"appSecret":"a b","verifyToken":""}}""", 400, "request_invalid", "cloudApi.appSecret,cloudApi.verifyToken" },
        { "GET", "/api/v1/tenants/nobody-here", null, 404, "tenant_not_found", "" },
        { "POST", "/api/v1/tenants/nobody-here/suspend", null, 404, "tenant_not_found", "" },
        { "POST", "/api/v1/tenants/nobody-here/api-keys", """{"name":"x","role":"viewer"}""", 404, "tenant_not_found", "" },
        { "POST", "/api/v1/tenants/TENANT/api-keys", """{"name":"x","role":"platform_admin"}""", 400, "request_invalid", "role" },
        { "POST", "/api/v1/tenants/TENANT/api-keys", """{"name":"x","role":"king"}""", 400, "request_invalid", "role" },
        { "POST", "/api/v1/tenants/TENANT/api-keys", """{"name":"x","role":"viewer","expiresAt":"2001-01-01T00:00:00Z"}""", 400, "request_invalid", "expiresAt" },
        { "POST", "/api/v1/tenants/TENANT/api-keys", """{"name":"x","role":"viewer","expiresAt":"tomorrow"}""", 400, "request_invalid", "expiresAt" },
        { "DELETE", "/api/v1/tenants/TENANT/api-keys/nothere", null, 404, "api_key_not_found", "" },
        { "GET", "/api/v1/tenants/TENANT/api-keys?cursor=nothere", null, 400, "request_invalid", "cursor" },
        { "POST", "/api/v1/bootstrap", """{"token":"guess"}""", 403, "bootstrap_token_invalid", "" },
        { "POST", "/api/v1/bootstrap", "{}", 400, "request_invalid", "token" },
    };

    [Fact]
    public async Task Call_WhenRequestIsWrong_SaysWhatAndWhere()
    {
        var tenant = product.NewTenant("problems");
        using var client = await product.Host.OpenClinic(tenant, Clinic.EchoFlow);

        await CheckAll(Requests, client.Key, tenant);
    }

    [Fact]
    public async Task Call_WhenAdminsRequestIsWrong_SaysWhatAndWhere()
    {
        var tenant = product.NewTenant("problems");
        using var client = await product.Host.OpenClinic(tenant);

        await CheckAll(AdminRequests, ProductHost.AdminKey, tenant);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("")]
    public async Task Post_WhenBodyIsNotJson_Answers415(string contentType)
    {
        var tenant = product.NewTenant("problems");
        using var client = await product.Host.OpenClinic(tenant);

        var answer = await product.Api.Call("POST", Send, client.Key, "to=5511987654321", contentType);

        Check(answer, 415, "unsupported_media_type", "");
    }

    [Fact]
    public async Task Post_WhenBodyIsOverOneMegabyte_Answers413()
    {
        var tenant = product.NewTenant("problems");
        using var client = await product.Host.OpenClinic(tenant);

        var answer = await product.Api.Call("POST", "/api/v1/flows", client.Key, $$"""{"name":"{{new string('x', 1024 * 1024)}}"}""");

        Check(answer, 413, "body_too_large", "");
    }

    [Fact]
    public async Task Send_WhenIdempotencyKeyIsUnusable_NamesTheHeader()
    {
        var tenant = product.NewTenant("problems");
        using var client = await product.Host.OpenClinic(tenant);

        var answer = await product.Api.Call(
            "POST", Send, client.Key, """{"to":"5511987654321","type":"text","text":{"body":"x"}}""", "application/json", ("Idempotency-Key", new string('k', 256)));

        Check(answer, 400, "request_invalid", "Idempotency-Key");
    }

    [Fact]
    public async Task Publish_WhenGraphCannotRun_NamesItsFaults()
    {
        var tenant = product.NewTenant("problems");
        using var client = await product.Host.OpenClinic(tenant);
        await client.Post("/api/v1/flows", new { id = "broken", name = "x", nodes = Array.Empty<object>(), edges = Array.Empty<object>() });

        var answer = await product.Api.Call("POST", "/api/v1/flows/broken/publish", client.Key);

        answer.Status.ShouldBe(422, answer.Text);
        answer.Code.ShouldBe("flow_invalid");
        answer.Fields.ShouldNotBeEmpty();
        answer.ContentType.ShouldBe("application/problem+json");
    }

    // One test for the table, because a case costs a millisecond and a tenant costs fifty.
    private async Task CheckAll(TheoryData<string, string, string?, int, string, string> cases, string key, string tenant)
    {
        var wrong = new List<string>();
        foreach (var row in cases)
        {
            var (method, path, body) = ((string)row[0], ((string)row[1]).Replace("TENANT", tenant, StringComparison.Ordinal), (string?)row[2]);
            var answer = await product.Api.Call(method, path, key, body);
            try
            {
                Check(answer, (int)row[3], (string)row[4], (string)row[5]);
            }
            catch (ShouldAssertException e)
            {
                wrong.Add($"{method} {path} {body?[..Math.Min(body.Length, 120)]}\n   {answer.Text}\n   {e.Message.ReplaceLineEndings(" ")}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static void Check(ApiAnswer answer, int status, string code, string fields)
    {
        answer.Status.ShouldBe(status);
        answer.ContentType.ShouldBe("application/problem+json");
        var problem = answer.Json!;
        answer.Code.ShouldBe(code);
        problem["type"]!.GetValue<string>().ShouldBe($"urn:orleanswa:problem:{code}");
        problem["status"]!.GetValue<int>().ShouldBe(status);
        problem["detail"]!.GetValue<string>().ShouldNotBeNullOrWhiteSpace();
        problem["traceId"]!.GetValue<string>().Length.ShouldBe(32);
        string.Join(',', answer.Fields).ShouldBe(fields);
        answer.Text.ShouldNotContain("Exception");
    }
}
