using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OrleansWa.Testing.Product;

namespace OrleansWa.Api.Tests.Docs;

/// <summary>client-api/examples.http works from top to bottom against a fresh Development host.</summary>
public sealed partial class ExamplesTests
{
    [Fact]
    public async Task Examples_WhenRunTopToBottom_AllSucceed()
    {
        await using var host = await DevelopmentHost.Start();
        var file = HttpFile.Parse(await File.ReadAllTextAsync(Path.Combine(DevelopmentHost.RepositoryRoot, "client-api", "examples.http")));
        file.Variables["api"] = host.Url;
        file.Variables["emulator"] = host.EmulatorUrl;
        file.Variables["bootstrapToken"] = (await File.ReadAllTextAsync(Path.Combine(host.DataDirectory, "bootstrap-link.txt"))).Trim().Split("token=")[1];
        var answers = new Dictionary<string, JsonNode>(StringComparer.Ordinal);

        file.Requests.Count.ShouldBeGreaterThan(15);
        foreach (var request in file.Requests)
        {
            var answer = await Run(request, file, answers);
            answer.Status.ShouldBeInRange(200, 299, $"{request.Title}: {answer.Text}");
            if (request.Name is { } name)
            {
                answers[name] = answer.Json!;
            }
        }

        await PatientWasAnswered(host, answers);
    }

    // What is asynchronous may not be there at the first look; a reader would click again.
    private static async Task<ApiAnswer> Run(HttpFileRequest request, HttpFile file, Dictionary<string, JsonNode> answers)
    {
        string Fill(string text) => Reference().Replace(text, match => Value(match.Groups[1].Value, file, answers));
        using var api = new RawApi(new Uri(Fill(request.Url)).GetLeftPart(UriPartial.Authority));
        var contentType = request.Headers.FirstOrDefault(header => header.Name == "Content-Type").Value ?? "";
        (string, string)[] headers = [.. request.Headers.Where(header => header.Name != "Content-Type").Select(header => (header.Name, Fill(header.Value)))];
        Task<ApiAnswer> Call() => api.Call(
            request.Method, new Uri(Fill(request.Url)).PathAndQuery, null, request.Body is null ? null : Fill(request.Body), contentType, headers);

        var answer = await Call();
        for (var looks = 0; looks < 10_000 && request is { Method: "GET", Name: { } name } && file.UsesOf(name).Any(path => Find(answer.Json, path) is null); looks++)
        {
            answer = await Call();
        }

        if (request.Method == "POST" && request.Url.Contains("{{emulator}}", StringComparison.Ordinal) && request.Url.EndsWith("/messages", StringComparison.Ordinal))
        {
            await PatientReadsAnswer(api, new Uri(Fill(request.Url)).AbsolutePath, Fill(request.Body!));
        }

        return answer;
    }

    // Before writing on, as a person does; the emulator delivers what is written at once in any order, as Meta does.
    private static async Task PatientReadsAnswer(RawApi emulator, string path, string written)
    {
        var number = JsonNode.Parse(written)!["phoneNumberId"]!.GetValue<string>();
        var chat = await emulator.Call("GET", $"{path}?phoneNumberId={number}");
        for (var looks = 0; looks < 10_000 && chat.Json!.AsArray()[^1]!["fromPatient"]!.GetValue<bool>(); looks++)
        {
            chat = await emulator.Call("GET", $"{path}?phoneNumberId={number}");
        }
    }

    private static string Value(string reference, HttpFile file, Dictionary<string, JsonNode> answers)
    {
        if (file.Variables.TryGetValue(reference, out var value))
        {
            return Reference().Replace(value, match => Value(match.Groups[1].Value, file, answers));
        }

        // A variable that the tools make themselves: so many days from now.
        if (reference.Split(' ') is ["$datetime", "iso8601", var days, "d"])
        {
            return TimeProvider.System.GetUtcNow().AddDays(int.Parse(days, CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }

        var parts = reference.Split(".response.body.");
        return Find(answers[parts[0]], parts[1]).ShouldNotBeNull(reference).GetValue<string>();
    }

    private static JsonNode? Find(JsonNode? node, string path)
    {
        foreach (var step in path.Replace("[", ".[", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = step[0] == '['
                ? node?.AsArray().ElementAtOrDefault(int.Parse(step.Trim('[', ']'), CultureInfo.InvariantCulture))
                : node?[step];
        }

        return node;
    }

    private static async Task PatientWasAnswered(DevelopmentHost host, Dictionary<string, JsonNode> answers)
    {
        using var tenant = new ProductClient(host.Url, answers["key"]["key"]!.GetValue<string>());
        var conversation = Find(answers["conversations"], "items[0].id")!.GetValue<string>();
        var history = await tenant.GetUntil(
            $"/api/v1/conversations/{conversation}/messages",
            page => page["items"]!.AsArray() is { Count: 8 } rows
                && rows.All(row => row!["status"]!.GetValue<string>() is "read" or "received" or "cancelled" or "sent"));
        history["items"]!.AsArray().Select(row => row!["text"]!["body"]!.GetValue<string>()).ShouldBe(
            ["Oi", "Olá! Como você se chama?", "Ana", "Prazer, Ana! A recepção já vem falar com você.", "Sua consulta é amanhã às 10h.", "Sua revisão é esta semana.", "Podemos confirmar?",
             "Oi Ana, aqui é a Bia da recepção."], ignoreOrder: true);
    }

    [GeneratedRegex(@"\{\{([^{}]+)\}\}")]
    private static partial Regex Reference();
}
