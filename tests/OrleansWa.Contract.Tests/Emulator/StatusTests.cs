using OrleansWa.CloudApiEmulator;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>What follows an accepted message.</summary>
public sealed class StatusTests
{
    [Fact]
    public async Task Send_InsideTheWindow_IsSentDeliveredAndRead()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.OpenWindow();
        var answer = await emulator.SendText(callbackData: "outbox-1");
        foreach (var expected in new[] { "sent", "delivered", "read" })
        {
            var status = await emulator.NextStatus();
            status.GetProperty("status").GetString().ShouldBe(expected);
            status.GetProperty("id").GetString().ShouldBe(answer.MessageId);
            status.GetProperty("biz_opaque_callback_data").GetString().ShouldBe("outbox-1");
            status.GetProperty("recipient_id").GetString().ShouldBe(RunningEmulator.Patient);
        }

        emulator.World.Messages(callbackData: "outbox-1").ShouldHaveSingleItem().Status.ShouldBe("read");
    }

    [Fact]
    public async Task Send_WhenDeliveredIsSkipped_IsReadAfterSent()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.OpenWindow();
        emulator.World.Faults = new Faults { SkipDeliveredRate = 1 };
        await emulator.SendText();
        (await emulator.NextStatus()).GetProperty("status").GetString().ShouldBe("sent");
        emulator.Time.Advance(TimeSpan.FromSeconds(1));
        (await emulator.Receiver.Next()).All("statuses").Single().GetProperty("status").GetString().ShouldBe("read");
    }

    [Fact]
    public async Task Send_WhenReadReceiptsAreOff_EndsWithDelivered()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.OpenWindow();
        emulator.World.SetPhone(RunningEmulator.Patient, new PhoneSettings { ReadReceipts = false });
        await emulator.SendText();
        emulator.Time.Advance(TimeSpan.FromHours(1));
        (await emulator.Receiver.Next(2)).Select(w => w.All("statuses").Single().GetProperty("status").GetString()).ShouldBe(["sent", "delivered"]);
        emulator.World.Counts.Scheduled.ShouldBe(0);
    }

    [Fact]
    public async Task Send_Reaction_GetsSentOnly()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.OpenWindow();
        await emulator.Send($$$"""{"messaging_product":"whatsapp","to":"{{{RunningEmulator.Patient}}}","type":"reaction","reaction":{"message_id":"wamid.X","emoji":"👍"}}""");
        (await emulator.NextStatus()).GetProperty("status").GetString().ShouldBe("sent");
        emulator.World.Counts.Scheduled.ShouldBe(0);
    }

    [Fact]
    public async Task Send_WhenPhoneIsOff_StaysSent()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.OpenWindow();
        emulator.World.SetPhone(RunningEmulator.Patient, new PhoneSettings { Reachable = false });
        await emulator.SendText();
        (await emulator.NextStatus()).GetProperty("status").GetString().ShouldBe("sent");
        emulator.World.Counts.Scheduled.ShouldBe(0);
    }

    [Fact]
    public async Task Send_ToANumberWithoutWhatsApp_FailsLaterWith131026()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.SetPhone(RunningEmulator.Patient, new PhoneSettings { OnWhatsApp = false });
        (await emulator.SendText()).Ok.ShouldBeTrue();
        var status = await emulator.NextStatus();
        status.GetProperty("status").GetString().ShouldBe("failed");
        status.GetProperty("errors")[0].GetProperty("code").GetInt32().ShouldBe(131026);
    }

    [Theory]
    [InlineData("2026-09-30", false, "free_customer_service")]
    [InlineData("2026-11-20", true, "regular")]
    public void Pricing_OfServiceMessages_FollowsItsDate(string date, bool billable, string type)
    {
        var pricing = OrleansWa.CloudApiEmulator.Statuses.Pricing.Of("service", inWindow: true, DateTimeOffset.Parse(date + "T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));
        (pricing.Billable, pricing.Type, pricing.Model).ShouldBe((billable, type, "PMP"));
    }

    [Fact]
    public async Task Send_WhenWebhooksAreOlderThanVersion24_CarriesTheConversation()
    {
        await using var emulator = await RunningEmulator.Start(o => o.WebhookVersion = "v23.0");
        await emulator.OpenWindow();
        await emulator.SendText();
        (await emulator.NextStatus()).GetProperty("conversation").GetProperty("origin").GetProperty("type").GetString().ShouldBe("service");
    }
}
