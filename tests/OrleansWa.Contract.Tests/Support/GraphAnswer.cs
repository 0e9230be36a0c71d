using System.Net;
using System.Text.Json;

namespace OrleansWa.Contract.Tests.Support;

/// <summary>An answer of the emulator, read to its end.</summary>
internal sealed record GraphAnswer(HttpStatusCode Status, JsonElement Json, HttpResponseMessage Message)
{
    public bool Ok => Status == HttpStatusCode.OK;

    public int Code => Json.GetProperty("error").GetProperty("code").GetInt32();

    public string MessageId => Json.GetProperty("messages")[0].GetProperty("id").GetString()!;

    public static async Task<GraphAnswer> Of(HttpResponseMessage message)
    {
        var text = await message.Content.ReadAsStringAsync();
        var json = message.Content.Headers.ContentType?.MediaType == "application/json" ? JsonSerializer.Deserialize<JsonElement>(text) : default;
        return new GraphAnswer(message.StatusCode, json, message);
    }

    /// <summary>Asserts an error's HTTP status and code, and that it has the envelope of every Graph error.</summary>
    public void ShouldFail(int status, int code, int? subcode = null)
    {
        ((int)Status, Code).ShouldBe((status, code), Json.ToString());
        var error = Json.GetProperty("error");
        error.GetProperty("message").GetString().ShouldNotBeNullOrEmpty();
        error.GetProperty("type").GetString().ShouldBe("OAuthException");
        error.GetProperty("fbtrace_id").GetString().ShouldNotBeNullOrEmpty();
        if (subcode is not null) error.GetProperty("error_subcode").GetInt32().ShouldBe(subcode.Value);
    }
}
