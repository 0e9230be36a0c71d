using System.Globalization;
using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>The verification of a callback URL: it must answer 200 with the bare challenge (fact sheet 2.1).</summary>
internal sealed class Handshake : IDisposable
{
    private readonly EmulatorOptions _options;
    private readonly EmulatorClock _clock;
    private readonly Chance _chance;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public Handshake(EmulatorOptions options, EmulatorClock clock, Chance chance) => (_options, _clock, _chance) = (options, clock, chance);

    /// <summary>Null when the callback proved itself, else the error that Graph answers.</summary>
    public async Task<GraphError?> Try(string url, string verifyToken)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")) return GraphErrors.Invalid("Invalid callback URI format");
        var challenge = (_chance.NextInt64() % 1_000_000_000 + 1_000_000_000).ToString(CultureInfo.InvariantCulture);
        using var timeout = new CancellationTokenSource(_options.WebhookTimeout, _clock);
        try
        {
            using var response = await _http.GetAsync(Question(url, verifyToken, challenge), timeout.Token);
            var echo = await response.Content.ReadAsStringAsync(timeout.Token);
            return (int)response.StatusCode == 200 && echo == challenge ? null : Refused($"HTTP Status Code = {(int)response.StatusCode}; the challenge was {(echo == challenge ? "" : "not ")}echoed");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return Refused(e.InnerException?.Message ?? e.Message);
        }
    }

    public void Dispose() => _http.Dispose();

    private static Uri Question(string url, string verifyToken, string challenge)
    {
        var separator = url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return new Uri($"{url}{separator}hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={Uri.EscapeDataString(verifyToken)}");
    }

    private static GraphError Refused(string why) =>
        GraphErrors.Invalid($"Callback verification failed: {why}.") with { Code = 2200, PlainMessage = $"(#2200) Callback verification failed: {why}." };
}
