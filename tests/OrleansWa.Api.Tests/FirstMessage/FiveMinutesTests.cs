using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OrleansWa.Api.Tests.Docs;
using OrleansWa.Testing.Product;

namespace OrleansWa.Api.Tests.FirstMessage;

/// <summary>The README's first five minutes: Development alone answers a patient.</summary>
public sealed class FiveMinutesTests
{
    private const string Phone = "5511987654321";

    [Fact]
    public async Task Demo_WhenPatientWrites_AsksAndAnswers()
    {
        await using var host = await DevelopmentHost.Start();
        using var client = new ProductClient(host.Url, (await File.ReadAllTextAsync(Path.Combine(host.DataDirectory, "demo-api-key"))).Trim());
        using var emulator = new HttpClient { BaseAddress = new Uri(host.EmulatorUrl) };

        string[] texts = ["Oi", "Ana", "Quero uma consulta"];
        for (var i = 0; i < texts.Length; i++)
        {
            using var written = await emulator.PostAsJsonAsync(
                $"/_emu/phones/{Phone}/messages", new { phoneNumberId = "100000000000001", type = "text", text = new { body = texts[i] } });
            written.EnsureSuccessStatusCode();
            // A patient reads the answer before writing on.
            await Answered(client, 2 * (i + 1));
        }

        var history = await Answered(client, 6);
        history["items"]!.AsArray().Select(row => row!["text"]!["body"]!.GetValue<string>()).ShouldContain("Perfeito, Ana! A recepção vai confirmar o horário da sua consulta por aqui.");
        (await emulator.GetStringAsync(new Uri("/_emu", UriKind.Relative))).ShouldContain("<html");
    }

    private static async Task<JsonNode> Answered(ProductClient client, int messages)
    {
        var list = await client.GetUntil("/api/v1/conversations", page => page["items"]!.AsArray().Count == 1);
        return await client.GetUntil(
            $"/api/v1/conversations/{list["items"]![0]!["id"]!.GetValue<string>()}/messages",
            page => page["items"]!.AsArray() is var rows && rows.Count == messages && rows.All(row => row!["status"]!.GetValue<string>() is "read" or "received"));
    }
}
