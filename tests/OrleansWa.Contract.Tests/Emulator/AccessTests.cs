using System.Net.Http.Headers;
using OrleansWa.CloudApiEmulator;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>Tokens: unknown, without access, for the wrong node.</summary>
public sealed class AccessTests
{
    [Fact]
    public async Task Call_WithAnUnknownToken_Answers190()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "nobody");
        (await emulator.SendText()).ShouldFail(401, 190);
    }

    [Fact]
    public async Task Call_WithARevokedToken_Answers190()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.RevokeToken(RunningEmulator.Token).ShouldBeTrue();
        (await emulator.SendText()).ShouldFail(401, 190);
    }

    [Fact]
    public async Task Call_WithoutAToken_Answers401()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.Http.DefaultRequestHeaders.Authorization = null;
        (await emulator.SendText()).ShouldFail(401, 104);
    }

    [Fact]
    public async Task Call_WithAnotherAccountsToken_Answers200()
    {
        await using var emulator = await RunningEmulator.Start();
        emulator.World.AddNumber(new EmulatedNumber { PhoneNumberId = "2", DisplayPhoneNumber = "551150000000", BusinessAccountId = "3", AccessToken = "other" });
        emulator.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "other");
        (await emulator.SendText()).ShouldFail(403, 200);
        (await emulator.Get($"/v23.0/{RunningEmulator.AccountId}")).ShouldFail(403, 200);
    }

    [Theory]
    [InlineData("/v23.0/999/messages")]
    [InlineData("/v23.0/999")]
    public async Task Call_OnAnUnknownNode_Answers100And33(string path)
    {
        await using var emulator = await RunningEmulator.Start();
        (await emulator.Post(path, "{}")).ShouldFail(400, 100, subcode: 33);
    }

    [Theory]
    [InlineData("/latest/1/messages")]
    [InlineData("/v23/1/messages")]
    public async Task Call_WithoutAVersion_IsUnknown(string path)
    {
        await using var emulator = await RunningEmulator.Start();
        (await emulator.Post(path, "{}")).ShouldFail(400, 2500);
    }

    [Fact]
    public async Task DebugToken_TellsAppScopesAndAccounts()
    {
        await using var emulator = await RunningEmulator.Start();
        var data = (await emulator.Get($"/v23.0/debug_token?input_token={RunningEmulator.Token}")).Json.GetProperty("data");
        data.GetProperty("is_valid").GetBoolean().ShouldBeTrue();
        data.GetProperty("app_id").GetString().ShouldBe(new EmulatorOptions().AppId);
        data.GetProperty("granular_scopes")[0].GetProperty("target_ids")[0].GetString().ShouldBe(RunningEmulator.AccountId);
        (await emulator.Get("/v23.0/debug_token?input_token=x")).Json.GetProperty("data").GetProperty("is_valid").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void Create_WithACallbackButNoSecret_IsRefused() =>
        Should.Throw<ArgumentException>(() => EmulatorHost.Create(new EmulatorOptions { CallbackUrl = "http://localhost/x" }, ["http://127.0.0.1:0"]));
}
