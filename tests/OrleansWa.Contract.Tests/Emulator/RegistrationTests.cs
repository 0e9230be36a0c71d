using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>The registration state machine of a number.</summary>
public sealed class RegistrationTests
{
    private const string Number = $"/v23.0/{RunningEmulator.NumberId}";

    [Fact]
    public async Task Deregister_ThenSend_Answers133010UntilRegistered()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.Post(Number, """{"pin":"111111"}""");
        (await emulator.Post(Number + "/deregister", "")).Ok.ShouldBeTrue();
        (await emulator.SendText()).ShouldFail(400, 133010);
        (await emulator.Post(Number + "/register", """{"messaging_product":"whatsapp","pin":"222222"}""")).ShouldFail(400, 133005);
        (await emulator.Post(Number + "/register", """{"messaging_product":"whatsapp","pin":"111111"}""")).Ok.ShouldBeTrue();
        (await emulator.SendText()).Ok.ShouldBeTrue();
        (await emulator.Get(Number + "?fields=status,is_pin_enabled")).Json.GetProperty("status").GetString().ShouldBe("CONNECTED");
    }

    [Fact]
    public async Task Register_MoreThanTenTimesIn72Hours_Answers133016()
    {
        await using var emulator = await RunningEmulator.Start();
        for (var i = 0; i < 10; i++) await emulator.Post(Number + "/register", """{"messaging_product":"whatsapp","pin":"111111"}""");
        (await emulator.Post(Number + "/register", """{"messaging_product":"whatsapp","pin":"111111"}""")).ShouldFail(400, 133016);
        emulator.Time.Advance(TimeSpan.FromHours(73));
        (await emulator.Post(Number + "/register", """{"messaging_product":"whatsapp","pin":"111111"}""")).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task Register_WhileACodeIsOut_Answers133006()
    {
        await using var emulator = await RunningEmulator.Start();
        (await emulator.Post(Number + "/request_code", """{"code_method":"SMS","language":"pt_BR"}""")).Ok.ShouldBeTrue();
        (await emulator.Post(Number + "/register", """{"messaging_product":"whatsapp","pin":"111111"}""")).ShouldFail(400, 133006);
        (await emulator.Post(Number + "/verify_code", """{"code":"000000"}""")).ShouldFail(400, 100);
        (await emulator.Post(Number + "/verify_code", """{"code":"123456"}""")).Ok.ShouldBeTrue();
        (await emulator.Post(Number + "/register", """{"messaging_product":"whatsapp","pin":"111111"}""")).Ok.ShouldBeTrue();
    }
}
