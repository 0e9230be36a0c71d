using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace OrleansWa.Testing.Product;

/// <summary>Calls the product's API as a customer's script does.</summary>
public sealed class ProductClient(string url, string key) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly HttpClient _http = new() { BaseAddress = new Uri(url), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };

    /// <summary>The key it calls with.</summary>
    public string Key => key;

    /// <summary>The client underneath, for calls that a test looks at closely.</summary>
    public HttpClient Http => _http;

    /// <summary>GET; the answer must be a success. While the product says that it is busy (503), as it does when a silo has gone, it is asked again.</summary>
    public async Task<JsonNode> Get(string path)
    {
        var deadline = TimeProvider.System.GetTimestamp() + ((long)Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            var answer = await _http.GetAsync(new Uri(path, UriKind.Relative));
            if (answer.StatusCode != HttpStatusCode.ServiceUnavailable || TimeProvider.System.GetTimestamp() > deadline)
            {
                return await Answer(answer, path);
            }

            answer.Dispose();
        }
    }

    /// <summary>POST; the answer must be a success.</summary>
    public async Task<JsonNode> Post(string path, object? body = null) => await Answer(await _http.PostAsJsonAsync(path, body ?? new { }), path);

    /// <summary>PUT; the answer must be a success.</summary>
    public async Task<JsonNode> Put(string path, object body) => await Answer(await _http.PutAsJsonAsync(path, body), path);

    /// <summary>PATCH; the answer must be a success.</summary>
    public async Task<JsonNode> Patch(string path, object body) => await Answer(await _http.PatchAsJsonAsync(path, body), path);

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static async Task<JsonNode> Answer(HttpResponseMessage answer, string path)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
            {
                throw new InvalidOperationException($"{path} was answered {(int)answer.StatusCode}: {text}");
            }

            return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
        }
    }
}
