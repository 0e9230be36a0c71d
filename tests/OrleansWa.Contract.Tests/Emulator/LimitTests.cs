using OrleansWa.CloudApiEmulator;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>Meta's own limits, each with HTTP 400 as documented.</summary>
public sealed class LimitTests
{
    [Fact]
    public async Task Throughput_OverTheRate_Answers130429UntilTimePasses()
    {
        await using var emulator = await RunningEmulator.Start(o => o.Faults = new Faults { ThroughputPerSecond = 2 });
        (await emulator.SendText("5511900000001")).Ok.ShouldBeTrue();
        (await emulator.SendText("5511900000002")).Ok.ShouldBeTrue();
        (await emulator.SendText("5511900000003")).ShouldFail(400, 130429);
        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        (await emulator.SendText("5511900000003")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Throughput_CountsInboundToo()
    {
        await using var emulator = await RunningEmulator.Start(o => o.Faults = new Faults { ThroughputPerSecond = 1 });
        await emulator.OpenWindow();
        (await emulator.SendText()).ShouldFail(400, 130429);
    }

    [Fact]
    public async Task Pair_AfterTheLoan_Answers131056UntilSixSecondsPass()
    {
        await using var emulator = await RunningEmulator.Start();
        for (var i = 0; i < 45; i++) (await emulator.SendText()).Ok.ShouldBeTrue();
        (await emulator.SendText()).ShouldFail(400, 131056);
        (await emulator.SendText("5511900000002")).Ok.ShouldBeTrue();
        emulator.Time.Advance(TimeSpan.FromSeconds(6));
        (await emulator.SendText()).Ok.ShouldBeTrue();
        (await emulator.SendText()).ShouldFail(400, 131056);
    }

    [Fact]
    public async Task Pair_WhenSwitchedOff_NeverRefuses()
    {
        await using var emulator = await RunningEmulator.Start(o => o.Faults = new Faults { PairLimit = false, ThroughputPerSecond = 0 });
        for (var i = 0; i < 100; i++) (await emulator.SendText()).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Management_OverTheHour_Answers80007WithUsageHeaders()
    {
        await using var emulator = await RunningEmulator.Start(o => o.ManagementCallsPerHour = 2);
        var first = await emulator.Get($"/v23.0/{RunningEmulator.AccountId}");
        first.Message.Headers.GetValues("X-App-Usage").Single().ShouldContain("\"call_count\":50");
        first.Message.Headers.GetValues("X-Business-Use-Case-Usage").Single().ShouldContain(RunningEmulator.AccountId);
        (await emulator.Get($"/v23.0/{RunningEmulator.NumberId}")).Ok.ShouldBeTrue();
        (await emulator.Get($"/v23.0/{RunningEmulator.AccountId}")).ShouldFail(400, 80007);
        emulator.Time.Advance(TimeSpan.FromHours(1));
        (await emulator.Get($"/v23.0/{RunningEmulator.AccountId}")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task TestNumber_WithTheNinthDigitTrap_Answers131030()
    {
        await using var emulator = await RunningEmulator.Start(o => o.Faults = new Faults { TestNumber = true, AllowedRecipients = ["553187654321"] });
        (await emulator.SendText("+5531987654321")).ShouldFail(400, 131030);
        (await emulator.SendText("+553187654321")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Messages_OverTheLog_DropTheOldest()
    {
        await using var emulator = await RunningEmulator.Start(o =>
        {
            o.MessageCapacity = 2;
            o.RequestCapacity = 1;
        });
        foreach (var name in new[] { "a", "b", "c" }) await emulator.SendText(callbackData: name);
        emulator.World.Messages().Select(m => m.CallbackData).ShouldBe(["c", "b"]);
        emulator.World.Requests.ShouldHaveSingleItem();
        emulator.World.Counts.Accepted.ShouldBe(3);
    }
}
