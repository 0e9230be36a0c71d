using System.Text.Json;
using OrleansWa.CloudApiEmulator;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>The emulator's own routes, and that the same seed gives the same world.</summary>
public sealed class ControlTests
{
    [Fact]
    public async Task Page_IsSelfContainedAndSaysWhatItIs()
    {
        await using var emulator = await RunningEmulator.Start();
        var html = await emulator.Http.GetStringAsync("/");
        html.ShouldContain("não é o WhatsApp");
        html.ShouldNotContain("src=\"http");
        html.ShouldNotContain("href=\"http");
    }

    [Fact]
    public async Task Messages_AreFoundByRecipientAndCallbackData_AndDuplicatesShow()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.SendText("+55 11 98765-4321", callbackData: "a");
        await emulator.SendText("+55 11 98765-4321", callbackData: "a");
        await emulator.SendText("+55 11 98765-0000", callbackData: "b");
        (await emulator.Get("/_emu/messages?to=5511987654321")).Json.GetProperty("items").GetArrayLength().ShouldBe(2);
        var one = (await emulator.Get("/_emu/messages?biz_opaque_callback_data=b")).Json;
        one.GetProperty("total").GetInt64().ShouldBe(3);
        one.GetProperty("items")[0].GetProperty("content").GetProperty("text").GetProperty("body").GetString().ShouldBe("Olá");
        (await emulator.Get("/_emu/messages/duplicates")).Json.GetProperty("a").GetInt32().ShouldBe(2);
        emulator.World.DuplicateSends().Keys.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Faults_OverHttp_AreSetAndCleared()
    {
        await using var emulator = await RunningEmulator.Start();
        using var content = new StringContent("""{"throughputPerSecond":5,"window":"off","signature":"missing"}""");
        (await emulator.Http.PutAsync("/_emu/faults", content)).EnsureSuccessStatusCode();
        emulator.World.Faults.ShouldSatisfyAllConditions(f => f.ThroughputPerSecond.ShouldBe(5), f => f.Window.ShouldBe(WindowRule.Off), f => f.Signature.ShouldBe(SignatureMode.Missing));
        (await emulator.Delete("/_emu/faults")).Ok.ShouldBeTrue();
        emulator.World.Faults.ThroughputPerSecond.ShouldBe(80);
    }

    [Fact]
    public async Task World_OverHttp_CanBeBuilt()
    {
        await using var emulator = await RunningEmulator.Start();
        (await emulator.Post("/_emu/apps", """{"appId":"77","appSecret":"s","callbackUrl":null}""")).Ok.ShouldBeTrue();
        (await emulator.Post("/_emu/numbers", """{"phoneNumberId":"2","displayPhoneNumber":"551150000000","businessAccountId":"3","accessToken":"t","appId":"77"}""")).Ok.ShouldBeTrue();
        (await emulator.Get("/_emu/numbers")).Json.GetArrayLength().ShouldBe(2);
        (await emulator.Get("/_emu/apps")).Json.ToString().ShouldNotContain("ecret");
        (await emulator.Get("/_emu/templates/3")).Json[0].GetProperty("name").GetString().ShouldBe("hello_world");
        (await emulator.Get("/_emu/requests")).Json.GetProperty("total").GetInt64().ShouldBe(0);
        (await emulator.Post("/_emu/reset", "")).Ok.ShouldBeTrue();
        (await emulator.Get("/_emu/numbers")).Json.GetArrayLength().ShouldBe(1);
    }

    [Theory]
    [InlineData("/_emu/phones/5511987654321/messages", """{"type":"text"}""")]
    [InlineData("/_emu/phones/5511987654321/messages", """{"phoneNumberId":"nope","type":"text"}""")]
    [InlineData("/_emu/phones/5511987654321/messages", "{")]
    [InlineData("/_emu/faults/sends", """{"kind":"nonsense"}""")]
    public async Task Calls_WithABadBody_SayWhatIsWrong(string path, string body)
    {
        await using var emulator = await RunningEmulator.Start();
        var answer = await emulator.Post(path, body);
        answer.Status.ShouldBe(System.Net.HttpStatusCode.BadRequest);
        answer.Json.GetProperty("error").GetString().ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task Reset_ForgetsEverythingButTheOptions()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.OpenWindow();
        await emulator.SendText();
        emulator.World.Reset();
        emulator.World.Messages().ShouldBeEmpty();
        emulator.World.Chat(RunningEmulator.Patient, RunningEmulator.NumberId).ShouldBeEmpty();
        emulator.World.Counts.Scheduled.ShouldBe(0);
        (await emulator.SendText()).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Seed_WhenEqual_GivesTheSameIdsAndStatuses()
    {
        (await Play(7)).ShouldBe(await Play(7));
        (await Play(7)).ShouldNotBe(await Play(8));
    }

    private static async Task<string> Play(int seed)
    {
        await using var emulator = await RunningEmulator.Start(o =>
        {
            o.Seed = seed;
            o.StatusDelayMax = TimeSpan.FromSeconds(30);
        });
        await emulator.OpenWindow();
        var id = (await emulator.SendText()).MessageId;
        emulator.Time.Advance(TimeSpan.FromMinutes(2));
        var statuses = (await emulator.Receiver.Next(3)).SelectMany(w => w.All("statuses")).Select(s => s.GetProperty("timestamp").GetString());
        return JsonSerializer.Serialize(new { id, statuses, emulator.World.Phone(RunningEmulator.Patient).UserId });
    }
}
