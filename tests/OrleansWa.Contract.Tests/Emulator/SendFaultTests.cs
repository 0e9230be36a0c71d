using System.Net;
using OrleansWa.CloudApiEmulator;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>Sends that go wrong on request.</summary>
public sealed class SendFaultTests
{
    [Theory]
    [InlineData(131000, 500)]
    [InlineData(131016, 500)]
    [InlineData(368, 403)]
    [InlineData(130429, 400)]
    [InlineData(987654, 400)]
    public async Task Error_OnTheNextSend_AnswersTheCodeOnce(int code, int status)
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.ArmSendFault(new SendFault { Code = code });
        (await emulator.SendText()).ShouldFail(status, code);
        (await emulator.SendText()).Ok.ShouldBeTrue();
        emulator.World.Messages().Count.ShouldBe(1);
    }

    [Fact]
    public async Task AsyncError_AcceptsAndFailsByWebhook()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.OpenWindow();
        emulator.World.ArmSendFault(new SendFault { Kind = SendFaultKind.AsyncError, Code = 131049 });
        (await emulator.SendText()).Ok.ShouldBeTrue();
        (await emulator.NextStatus()).GetProperty("errors")[0].GetProperty("code").GetInt32().ShouldBe(131049);
    }

    [Fact]
    public async Task Html_FromAGateway_IsNoJsonAndAcceptsNothing()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.Post("/_emu/faults/sends", """{"kind":"html","httpStatus":503}""");
        var answer = await emulator.SendText();
        (answer.Status, answer.Message.Content.Headers.ContentType!.MediaType).ShouldBe((HttpStatusCode.ServiceUnavailable, "text/html"));
        emulator.World.Messages().ShouldBeEmpty();
    }

    [Fact]
    public async Task Hold_AfterAccept_LeavesTheClientWaitingButDelivers()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.OpenWindow();
        emulator.World.ArmSendFault(new SendFault { Kind = SendFaultKind.HoldAfterAccept });
        var send = emulator.SendText(callbackData: "ambiguous");
        // The status can only come when the message was accepted; the answer is still out then.
        while (emulator.World.Messages().Count == 0) await Task.Yield();
        while (emulator.World.Counts.Scheduled < 3) await Task.Yield();
        (await emulator.NextStatus()).GetProperty("biz_opaque_callback_data").GetString().ShouldBe("ambiguous");
        send.IsCompleted.ShouldBeFalse();
        emulator.Http.CancelPendingRequests();
        await Should.ThrowAsync<OperationCanceledException>(send);
    }

    [Theory]
    [InlineData(SendFaultKind.AbortAfterAccept, 1)]
    [InlineData(SendFaultKind.AbortBeforeAccept, 0)]
    public async Task Abort_BreaksTheConnection(SendFaultKind kind, int accepted)
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.ArmSendFault(new SendFault { Kind = kind });
        await Should.ThrowAsync<HttpRequestException>(emulator.SendText());
        emulator.World.Messages().Count.ShouldBe(accepted);
    }

    [Fact]
    public async Task Slow_AnswersOnlyWhenItsTimeHasCome()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.ArmSendFault(new SendFault { Kind = SendFaultKind.Slow, Milliseconds = 10_000 });
        var send = emulator.SendText();
        while (emulator.World.Counts.Accepted == 0) await Task.Yield();
        while (!send.IsCompleted)
        {
            // The answer's timer starts a moment after the message was accepted, so the clock goes on until it fired.
            emulator.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.Yield();
        }

        (await send).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Faults_ForOneRecipient_LeaveOthersAlone()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.ArmSendFault(new SendFault { Code = 131026, To = "5511900000001", Count = 2 });
        (await emulator.SendText("+5511900000002")).Ok.ShouldBeTrue();
        (await emulator.SendText("+5511900000001")).ShouldFail(400, 131026);
        (await emulator.SendText("+5511900000001")).ShouldFail(400, 131026);
        (await emulator.SendText("+5511900000001")).Ok.ShouldBeTrue();
        emulator.World.ArmedSendFaults.ShouldBeEmpty();
    }
}
