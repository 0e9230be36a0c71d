using System.Net.Http.Headers;
using System.Text;

namespace OrleansWa.Testing.Product;

/// <summary>Calls the API byte by byte as a test says, whatever the answer is.</summary>
public sealed class RawApi(string url) : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(url) };

    /// <summary>One call.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path with query.</param>
    /// <param name="key">API key; null for none.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="contentType">Type of the body.</param>
    /// <param name="headers">Further headers.</param>
    public async Task<ApiAnswer> Call(
        string method, string path, string? key = null, string? body = null, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = contentType.Length == 0 ? null : MediaTypeHeaderValue.Parse(contentType);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await _http.SendAsync(request);
        return await Read(answer);
    }

    /// <summary>One call with any content, e.g. of unknown length.</summary>
    public async Task<ApiAnswer> Call(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        return await Read(answer);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static async Task<ApiAnswer> Read(HttpResponseMessage answer) => new(
        (int)answer.StatusCode,
        answer.Content.Headers.ContentType?.MediaType,
        await answer.Content.ReadAsStringAsync(),
        answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
