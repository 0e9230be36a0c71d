using OrleansWa.CloudApiEmulator;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>The 24-hour customer service window.</summary>
public sealed class WindowTests
{
    [Fact]
    public async Task Send_WhenThePatientNeverWrote_IsAcceptedAndFailsWith131047()
    {
        await using var emulator = await RunningEmulator.Start();
        (await emulator.SendText()).Ok.ShouldBeTrue();
        var status = await emulator.NextStatus();
        status.GetProperty("status").GetString().ShouldBe("failed");
        status.GetProperty("errors")[0].GetProperty("code").GetInt32().ShouldBe(131047);
        emulator.World.Messages().Single().ErrorCode.ShouldBe(131047);
    }

    [Fact]
    public async Task Send_WhenTheRuleIsSync_AnswersTheErrorAndAcceptsNothing()
    {
        await using var emulator = await RunningEmulator.Start(o => o.Faults = new Faults { Window = WindowRule.Sync });
        (await emulator.SendText()).ShouldFail(400, 131047);
        emulator.World.Messages().ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_AroundTheEndOfTheWindow_PassesBeforeAndFailsAfter()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.OpenWindow();
        emulator.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(100));
        await emulator.SendText();
        (await emulator.NextStatus()).GetProperty("status").GetString().ShouldBe("sent");
        await emulator.SendText(callbackData: "late");
        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        var statuses = (await emulator.Receiver.Next(3)).SelectMany(w => w.All("statuses")).ToList();
        statuses.Single(s => s.GetProperty("biz_opaque_callback_data").GetString() == "late").GetProperty("status").GetString().ShouldBe("failed");
    }

    [Fact]
    public async Task SkipTime_ByADay_ClosesTheWindow()
    {
        await using var emulator = await RunningEmulator.Start(o => o.Faults = new Faults { Window = WindowRule.Sync });
        await emulator.OpenWindow();
        (await emulator.SendText()).Ok.ShouldBeTrue();
        emulator.World.SkipTime(TimeSpan.FromHours(24));
        (await emulator.SendText()).ShouldFail(400, 131047);
    }

    [Fact]
    public async Task Send_Template_NeedsNoWindow()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.Send(Template("hello_world"));
        (await emulator.NextStatus()).GetProperty("status").GetString().ShouldBe("sent");
    }

    private static string Template(string name) =>
        $$$$"""{"messaging_product":"whatsapp","to":"{{{{RunningEmulator.Patient}}}}","type":"template","template":{"name":"{{{{name}}}}","language":{"code":"en_US"}}}""";
}
