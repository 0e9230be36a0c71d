using System.Net;
using System.Net.Http.Headers;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.Emulator;

/// <summary>Upload, look-up, download and expiry of media.</summary>
public sealed class MediaTests
{
    private static readonly byte[] Bytes = [1, 2, 3, 4];

    [Fact]
    public async Task Upload_ThenLookUp_GivesTheFileBack()
    {
        await using var emulator = await RunningEmulator.Start();
        var found = await emulator.Get($"/v23.0/{await Upload(emulator)}");
        found.Json.GetProperty("file_size").GetString().ShouldBe("4");
        (await emulator.Http.GetByteArrayAsync(found.Json.GetProperty("url").GetString())).ShouldBe(Bytes);
    }

    [Fact]
    public async Task Download_WithoutTokenOrUserAgent_IsRefused()
    {
        await using var emulator = await RunningEmulator.Start();
        var url = await Url(emulator);
        using var bare = new HttpClient();
        (await bare.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        bare.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RunningEmulator.Token);
        (await bare.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        bare.DefaultRequestHeaders.UserAgent.ParseAdd("x");
        (await bare.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Download_AfterFiveMinutes_IsGoneUntilLookedUpAgain()
    {
        await using var emulator = await RunningEmulator.Start();
        var id = await Upload(emulator);
        var url = (await emulator.Get($"/v23.0/{id}")).Json.GetProperty("url").GetString();
        emulator.Time.Advance(TimeSpan.FromMinutes(5));
        (await emulator.Http.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var fresh = (await emulator.Get($"/v23.0/{id}")).Json.GetProperty("url").GetString();
        (await emulator.Http.GetAsync(fresh)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await emulator.Http.GetAsync(fresh + "0")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task LookUp_AfterThirtyDaysOrDeletion_IsUnknown()
    {
        await using var emulator = await RunningEmulator.Start();
        var (old, deleted) = (await Upload(emulator), await Upload(emulator));
        (await emulator.Delete($"/v23.0/{deleted}")).Ok.ShouldBeTrue();
        (await emulator.Get($"/v23.0/{deleted}")).ShouldFail(400, 100, 33);
        emulator.Time.Advance(TimeSpan.FromDays(30));
        (await emulator.Get($"/v23.0/{old}")).ShouldFail(400, 100, 33);
    }

    [Fact]
    public async Task Send_WithAnotherKindOfFile_FailsLaterWith131053()
    {
        await using var emulator = await RunningEmulator.Start();
        await emulator.OpenWindow();
        var id = await Upload(emulator, "audio/ogg");
        (await emulator.Send($$$"""{"messaging_product":"whatsapp","to":"5511987654321","type":"image","image":{"id":"{{{id}}}"}}""")).Ok.ShouldBeTrue();
        (await emulator.NextStatus()).GetProperty("errors")[0].GetProperty("code").GetInt32().ShouldBe(131053);
    }

    [Fact]
    public async Task Upload_OfAnUnsupportedType_IsRefused()
    {
        await using var emulator = await RunningEmulator.Start();
        (await Post(emulator, "image/tiff")).ShouldFail(400, 100);
    }

    [Fact]
    public async Task Store_OverItsBytes_DropsTheOldest()
    {
        await using var emulator = await RunningEmulator.Start(o => o.MediaCapacityBytes = 8);
        var (first, _, third) = (await Upload(emulator), await Upload(emulator), await Upload(emulator));
        (await emulator.Get($"/v23.0/{first}")).ShouldFail(400, 100, 33);
        (await emulator.Get($"/v23.0/{third}")).Ok.ShouldBeTrue();
    }

    private static async Task<string> Url(RunningEmulator emulator) =>
        (await emulator.Get($"/v23.0/{await Upload(emulator)}")).Json.GetProperty("url").GetString()!;

    private static async Task<string> Upload(RunningEmulator emulator, string type = "image/png") =>
        (await Post(emulator, type)).Json.GetProperty("id").GetString()!;

    private static async Task<GraphAnswer> Post(RunningEmulator emulator, string type)
    {
        using var file = new ByteArrayContent(Bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var form = new MultipartFormDataContent { { new StringContent("whatsapp"), "messaging_product" }, { new StringContent(type), "type" }, { file, "file", "x.bin" } };
        return await GraphAnswer.Of(await emulator.Http.PostAsync($"/v23.0/{RunningEmulator.NumberId}/media", form));
    }
}
