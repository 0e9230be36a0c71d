using System.Text.Json;
using OrleansWa.Contract.Tests.Schema;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.OpenApi;

/// <summary>Management calls: Meta's example requests are accepted, and each answer fits Meta's schema.</summary>
public sealed class ManagementTests
{
    /// <summary>Calls of Meta's file that the emulator does not answer, by the first words of their path.</summary>
    private static readonly Exclusion[] ExcludedCalls =
    [
        new("/{Version}/{Application-ID}/", "client businesses and solutions of a partner: no tenant of ours is one"),
        new("/{Version}/{Business-ID}", "portfolio administration is done in Meta's own console"),
        new("/{Version}/{Phone-Number-ID}/block_users", "blocking is not part of the product"),
        new("/{Version}/{Phone-Number-ID}/call", "calls are out of scope (SPEC)"),
        new("/{Version}/{Phone-Number-ID}/groups", "groups need an official business account and are out of scope"),
        new("/{Version}/{group_id}", "groups are out of scope"),
        new("/{Version}/{Phone-Number-ID}/messages_encrypted", "payload encryption is not used"),
        new("/{Version}/{Phone-Number-ID}/message_qrdls", "QR codes are not part of the product"),
        new("/{Version}/{Phone-Number-ID}/official_business_account", "console work"),
        new("/{Version}/{Phone-Number-ID}/message_history", "the product keeps its own history"),
        new("/{Version}/{Phone-Number-ID}/settings", "identity check, calling and storage settings are not used"),
        new("/{Version}/{Phone-Number-ID}/whatsapp_business", "profile and flow encryption are console work"),
        new("/{Version}/{Phone-Number-ID}/whatsapp_commerce_settings", "no catalogue"),
        new("/{Version}/{Phone-Number-ID}/business_compliance_info", "India only"),
        new("/{Version}/{Media-URL}", "in Meta's file a placeholder for the media host; tested in MediaTests"),
        new("/{Version}/{Message-History-ID}", "the product keeps its own history"),
        new("/{Version}/{Migration-Intent-ID}", "number migration is console work"),
        new("/{Version}/{Pre-Verified", "partner onboarding"),
        new("/{Version}/{Solution-ID}", "partner onboarding"),
        new("/{Version}/{User-ID}", "portfolio administration"),
        new("/{Version}/{WABA-ID}/a", "activities, assigned users: portfolio administration"),
        new("/{Version}/{Phone-Number-ID}/conversational_automation", "greeting settings are not used"),
        new("/{Version}/{WABA-ID}/flows", "WhatsApp Flows are built in Meta's console; sending one is emulated"),
        new("/{Version}/{WABA-ID}/migrate_flows", "WhatsApp Flows are built in Meta's console"),
        new("/{Version}/{Flow-ID}", "WhatsApp Flows are built in Meta's console"),
        new("/{Version}/{OBO-Mobility-Intent-ID}", "partner onboarding"),
        new("/{Version}/{WABA-ID}/in_progress", "partner onboarding"),
        new("/{Version}/{WABA-ID}/obo", "partner onboarding"),
        new("/{Version}/{WABA-ID}/s", "schedules, solutions, migration intents: partner onboarding (subscribed_apps is tested)"),
        new("/{Version}/{WABA-Bot-ID}", "no bots of Meta's"),
        new("/{Version}/{WhatsApp", "profile nodes are console work"),
    ];

    private static readonly string[] Emulated =
    [
        "/{Version}/{Phone-Number-ID}/marketing_messages", "/{Version}/{Phone-Number-ID}/media", "/{Version}/{Phone-Number-ID}/messages", "/{Version}/{Phone-Number-ID}",
        "/{Version}/{Phone-Number-ID}/deregister", "/{Version}/{Phone-Number-ID}/register", "/{Version}/{Phone-Number-ID}/request_code", "/{Version}/{Phone-Number-ID}/verify_code",
        "/{Version}/{Media-ID}", "/{Version}/{WABA-ID}/phone_numbers", "/{Version}/{WABA-ID}/subscribed_apps", "/{Version}/{TEMPLATE_ID}", "/{Version}/{WABA-ID}/message_templates",
        "/{Version}/{WABA-ID}", "/whatsapp/webhooks",
    ];

    private const string Number = $"/v23.0/{RunningEmulator.NumberId}";
    private const string Account = $"/v23.0/{RunningEmulator.AccountId}";

    [OpenApiFact]
    public void Calls_OfMetasFile_AreEmulatedOrExcludedWithAReason()
    {
        var paths = MetaFile.Corrected.GetProperty("paths").EnumerateObject().Select(p => p.Name).ToList();
        paths.Where(p => !Emulated.Contains(p) && !ExcludedCalls.Any(e => p.StartsWith(e.Name, StringComparison.Ordinal))).ShouldBeEmpty();
        Emulated.Except(paths).ShouldBeEmpty();
        ExcludedCalls.Where(e => !paths.Any(p => p.StartsWith(e.Name, StringComparison.Ordinal))).Select(e => e.Name).ShouldBeEmpty();
    }

    [OpenApiTheory]
    [InlineData(Number, "/{Version}/{Phone-Number-ID}")]
    [InlineData(Number + "?fields=name_status,code_verification_status,quality_rating,status,throughput", "/{Version}/{Phone-Number-ID}")]
    [InlineData(Account, "/{Version}/{WABA-ID}")]
    [InlineData(Account + "?fields=id,name,account_review_status,business_verification_status,country,ownership_type", "/{Version}/{WABA-ID}")]
    [InlineData(Account + "/phone_numbers", "/{Version}/{WABA-ID}/phone_numbers")]
    [InlineData(Account + "/subscribed_apps", "/{Version}/{WABA-ID}/subscribed_apps")]
    [InlineData(Account + "/message_templates", "/{Version}/{WABA-ID}/message_templates")]
    public async Task Get_AnswersFitTheSchema(string url, string path)
    {
        await using var emulator = await RunningEmulator.Start();
        var answer = await emulator.Get(url);
        answer.Ok.ShouldBeTrue(answer.Json.ToString());
        Errors(MetaFile.ResponseSchema(path, "get"), answer.Json).ShouldBeEmpty(answer.Json.ToString());
    }

    [OpenApiTheory]
    [InlineData("/{Version}/{WABA-ID}/subscribed_apps", Account + "/subscribed_apps")]
    [InlineData("/{Version}/{Phone-Number-ID}/register", Number + "/register")]
    [InlineData("/{Version}/{Phone-Number-ID}/request_code", Number + "/request_code")]
    [InlineData("/{Version}/{Phone-Number-ID}/verify_code", Number + "/verify_code")]
    [InlineData("/{Version}/{Phone-Number-ID}", Number)]
    [InlineData("/{Version}/{WABA-ID}/message_templates", Account + "/message_templates")]
    public async Task Post_MetasExamples_AreAcceptedAndAnswersFitTheSchema(string path, string url)
    {
        foreach (var (name, example) in MetaFile.RequestExamples(path, "post"))
        {
            await using var emulator = await RunningEmulator.Start();
            // Meta's callback addresses are not reachable from here; ours answers the same handshake.
            var body = example.GetRawText().Replace("https://your-webhook-endpoint.com/webhook", emulator.Receiver.Url(), StringComparison.Ordinal)
                .Replace("https://your-domain.com/webhook/override", emulator.Receiver.Url(), StringComparison.Ordinal)
                .Replace("<TEMPLATE_NAME>", "template_name", StringComparison.Ordinal);
            var answer = await emulator.Post(url, body);
            answer.Ok.ShouldBeTrue($"{name}: {answer.Json}");
            Errors(MetaFile.ResponseSchema(path, "post"), answer.Json).ShouldBeEmpty(name);
        }
    }

    [OpenApiFact]
    public async Task Templates_ReadEditedAndDeleted_FitTheSchema()
    {
        await using var emulator = await RunningEmulator.Start();
        var id = (await emulator.Get(Account + "/message_templates")).Json.GetProperty("data")[0].GetProperty("id").GetString();
        Errors(MetaFile.ResponseSchema("/{Version}/{TEMPLATE_ID}", "get"), (await emulator.Get($"/v23.0/{id}")).Json).ShouldBeEmpty();
        foreach (var (name, example) in MetaFile.RequestExamples("/{Version}/{TEMPLATE_ID}", "post"))
        {
            var answer = await emulator.Post($"/v23.0/{id}", example.GetRawText());
            answer.Ok.ShouldBeTrue($"{name}: {answer.Json}");
            Errors(MetaFile.ResponseSchema("/{Version}/{TEMPLATE_ID}", "post"), answer.Json).ShouldBeEmpty(name);
        }

        var deleted = await emulator.Delete(Account + "/message_templates?name=hello_world");
        Errors(MetaFile.ResponseSchema("/{Version}/{WABA-ID}/message_templates", "delete"), deleted.Json).ShouldBeEmpty();
    }

    [OpenApiFact]
    public async Task Media_UploadedLookedUpAndDeleted_FitsTheSchema()
    {
        await using var emulator = await RunningEmulator.Start();
        using var file = new ByteArrayContent([1]);
        file.Headers.ContentType = new System.Net.Http.Headers.MediaTypeHeaderValue("image/jpeg");
        using var form = new MultipartFormDataContent { { new StringContent("whatsapp"), "messaging_product" }, { file, "file", "a.jpg" } };
        var uploaded = await GraphAnswer.Of(await emulator.Http.PostAsync(Number + "/media", form));
        Errors(MetaFile.ResponseSchema("/{Version}/{Phone-Number-ID}/media", "post"), uploaded.Json).ShouldBeEmpty();
        var media = $"/v23.0/{uploaded.Json.GetProperty("id").GetString()}?phone_number_id={RunningEmulator.NumberId}";
        Errors(MetaFile.ResponseSchema("/{Version}/{Media-ID}", "get"), (await emulator.Get(media)).Json).ShouldBeEmpty();
        Errors(MetaFile.ResponseSchema("/{Version}/{Media-ID}", "delete"), (await emulator.Delete(media)).Json).ShouldBeEmpty();
    }

    [OpenApiTheory]
    [InlineData("get", "/{Version}/{Phone-Number-ID}", "/v23.0/404")]
    [InlineData("post", "/{Version}/{Phone-Number-ID}/register", Number + "/register")]
    [InlineData("post", "/{Version}/{WABA-ID}/subscribed_apps", "/v23.0/404/subscribed_apps")]
    public async Task Errors_FitTheSchemaOfTheCall(string method, string path, string url)
    {
        await using var emulator = await RunningEmulator.Start();
        var answer = method == "get" ? await emulator.Get(url) : await emulator.Post(url, "{}");
        answer.Ok.ShouldBeFalse();
        Errors(MetaFile.ResponseSchema(path, method, "400"), answer.Json).ShouldBeEmpty();
    }

    private static IReadOnlyList<string> Errors(JsonElement schema, JsonElement answer) => new JsonSchema(MetaFile.Corrected).Validate(schema, answer);
}
