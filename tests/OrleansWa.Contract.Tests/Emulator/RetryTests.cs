using OrleansWa.CloudApiEmulator;
using OrleansWa.CloudApiEmulator.Webhooks;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>Webhooks that the product does not accept.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task Webhook_WhenRefused_IsTriedAgainAtOnceThenLaterWithTheSameBytes()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.Receiver.Status = 500;
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Oi");
        (await emulator.NextAttempt()).Attempt.ShouldBe(1);
        var second = await emulator.NextAttempt();
        second.RetryAt.ShouldBe(emulator.World.Now + TimeSpan.FromSeconds(5));
        emulator.Receiver.Status = 200;
        emulator.Time.Advance(TimeSpan.FromSeconds(5));
        var third = await emulator.NextAttempt();
        (third.Attempt, third.Accepted, third.RetryAt).ShouldBe((3, true, null));
        (await emulator.Receiver.Next(3)).Select(w => w.Text).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Webhook_WhenNeverAccepted_IsDroppedAfterSevenDays()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.Receiver.Status = 503;
        var started = emulator.World.Now;
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Oi");
        var last = await emulator.NextAttempt();
        while (last.RetryAt is { } next)
        {
            emulator.Time.Advance(next - emulator.World.Now);
            last = await emulator.NextAttempt();
        }

        (last.At - started).ShouldBeInRange(TimeSpan.FromDays(6), TimeSpan.FromDays(7));
        emulator.World.Counts.WebhooksDropped.ShouldBe(1);
        emulator.World.Callbacks.ShouldHaveSingleItem().StatusCode.ShouldBe(503);
    }

    [Fact]
    public async Task Webhook_WhenNobodyListens_SaysWhy()
    {
        await using var emulator = await RunningEmulator.Start(o => o.CallbackUrl = "http://127.0.0.1:1/hook");
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Oi");
        var attempt = await emulator.NextAttempt();
        attempt.StatusCode.ShouldBeNull();
        attempt.Error.ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public void After_Attempts_DoublesUpToTheLongestWait()
    {
        var options = new EmulatorOptions();
        int[] attempts = [1, 2, 3, 4, 30];
        attempts.Select(a => RetrySchedule.After(a, TimeSpan.Zero, options)!.Value.TotalSeconds).ShouldBe([0, 5, 10, 20, 43_200]);
        RetrySchedule.After(30, TimeSpan.FromDays(6.9), options).ShouldBeNull();
    }

    [Fact]
    public async Task Replay_OfAKeptWebhook_SendsTheSameBytes()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "Oi");
        var first = await emulator.Receiver.Next();
        var attempt = await emulator.NextAttempt();
        (await emulator.Post($"/_emu/webhooks/{attempt.Id}/replay", "{}")).Ok.ShouldBeTrue();
        var again = await emulator.Receiver.Next();
        (again.Text, again.Signature).ShouldBe((first.Text, first.Signature));
        emulator.World.Replay(4711).ShouldBeFalse();
    }
}
