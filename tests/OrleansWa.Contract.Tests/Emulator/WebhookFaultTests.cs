using OrleansWa.CloudApiEmulator;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>Webhooks that come twice, late, together, or in a shape nobody documented.</summary>
public sealed class WebhookFaultTests
{
    private const string OtherNumber = "106540352242999";
    private const string OtherAccount = "102290129340999";

    [Fact]
    public async Task Duplicate_SendsTheEventTwice()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.Faults = new Faults { DuplicateRate = 1 };
        var id = Write(emulator, "Oi");
        (await emulator.Receiver.Next(2)).Select(w => w.All("messages").Single().GetProperty("id").GetString()).ShouldBe([id, id]);
    }

    [Fact]
    public async Task Delay_HoldsTheEventBack()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.Faults = new Faults { WebhookDelayMinMilliseconds = 60_000, WebhookDelayMaxMilliseconds = 60_000 };
        Write(emulator, "late");
        emulator.World.Faults = new Faults();
        Write(emulator, "first");
        TextOf(await emulator.Receiver.Next()).ShouldBe("first");
        emulator.Time.Advance(TimeSpan.FromMinutes(1));
        TextOf(await emulator.Receiver.Next()).ShouldBe("late");
    }

    [Fact]
    public async Task Reorder_LetsLaterEventsOvertake()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.Faults = new Faults { ReorderRate = 1 };
        string[] written = ["1", "2", "3", "4", "5", "6", "7", "8"];
        foreach (var text in written) Write(emulator, text);
        emulator.Time.Advance(TimeSpan.FromSeconds(3));
        var arrived = (await emulator.Receiver.Next(8)).Select(TextOf).ToList();
        arrived.ShouldBe(written, ignoreOrder: true);
        arrived.SequenceEqual(written).ShouldBeFalse();
    }

    [Fact]
    public async Task Batch_PutsMessagesStatusesAndTwoAccountsIntoOneBody()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.AddNumber(new EmulatedNumber { PhoneNumberId = OtherNumber, DisplayPhoneNumber = "551150000000", BusinessAccountId = OtherAccount, AccessToken = "other" });
        await emulator.OpenWindow();
        emulator.World.Faults = new Faults { BatchSize = 3, BatchLingerMilliseconds = 1_000, MixKinds = true };
        await emulator.SendText();
        emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, "a");
        emulator.World.WriteText(RunningEmulator.Patient, OtherNumber, "b");
        emulator.Time.Advance(TimeSpan.FromMilliseconds(100));
        var body = await emulator.Receiver.Next();
        body.Json.GetProperty("entry").GetArrayLength().ShouldBe(2);
        (body.All("messages").Count, body.All("statuses").Count).ShouldBe((2, 1));
        body.Values().Any(v => v.TryGetProperty("messages", out _) && v.TryGetProperty("statuses", out _)).ShouldBeTrue();
    }

    [Fact]
    public async Task Batch_WhenNotFull_LeavesAfterItsLinger()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.Faults = new Faults { BatchSize = 1_000, BatchLingerMilliseconds = 50, ShuffleBatches = true };
        for (var i = 0; i < 20; i++) Write(emulator, i.ToString(System.Globalization.CultureInfo.InvariantCulture));
        emulator.Time.Advance(TimeSpan.FromMilliseconds(50));
        var messages = (await emulator.Receiver.Next()).All("messages");
        messages.Count.ShouldBe(20);
        messages.Select(m => int.Parse(m.GetProperty("text").GetProperty("body").GetString()!, System.Globalization.CultureInfo.InvariantCulture)).SequenceEqual(Enumerable.Range(0, 20)).ShouldBeFalse();
    }

    [Fact]
    public async Task Unavailable_First_IsFollowedByTheContentUnderTheSameId()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.Faults = new Faults { UnavailableFirstRate = 1 };
        var id = Write(emulator, "Oi");
        var unsupported = (await emulator.Receiver.Next()).All("messages").Single();
        emulator.Time.Advance(TimeSpan.FromMilliseconds(200));
        var content = (await emulator.Receiver.Next()).All("messages").Single();
        unsupported.GetProperty("type").GetString().ShouldBe("unsupported");
        unsupported.GetProperty("errors")[0].GetProperty("code").GetInt32().ShouldBe(131060);
        content.GetProperty("text").GetProperty("body").GetString().ShouldBe("Oi");
        (unsupported.GetProperty("id").GetString(), content.GetProperty("id").GetString()).ShouldBe((id, id));
    }

    [Fact]
    public async Task ExtraMembers_AndUnknownTypesAndFields_GoOutAsWritten()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.Faults = new Faults { ExtraMembers = true };
        await emulator.Post($"/_emu/phones/{RunningEmulator.Patient}/messages", $$"""{"phoneNumberId":"{{RunningEmulator.NumberId}}","type":"hologram","hologram":{"x":null} }""");
        var strange = await emulator.Receiver.Next();
        strange.All("messages").Single().GetProperty("type").GetString().ShouldBe("hologram");
        strange.Values().Single().TryGetProperty("emulator_unknown_object", out _).ShouldBeTrue();
        await emulator.Post("/_emu/changes", $$$"""{"businessAccountId":"{{{RunningEmulator.AccountId}}}","field":"brand_new","value":{"a":1}}""");
        (await emulator.Receiver.Next()).Changes().Single().GetProperty("field").GetString().ShouldBe("brand_new");
    }

    [Fact]
    public async Task EscapeSlashes_WritesThemEscaped()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.Faults = new Faults { EscapeSlashes = true };
        Write(emulator, "https://x");
        (await emulator.Receiver.Next()).Text.ShouldContain("https:\\/\\/x");
    }

    private static string Write(RunningEmulator emulator, string text) => emulator.World.WriteText(RunningEmulator.Patient, RunningEmulator.NumberId, text);

    private static string? TextOf(ReceivedWebhook webhook) => webhook.All("messages").Single().GetProperty("text").GetProperty("body").GetString();
}
