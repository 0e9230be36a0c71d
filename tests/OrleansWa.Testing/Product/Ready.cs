namespace OrleansWa.Testing.Product;

/// <summary>Waits for a product to be ready by asking it; each question is a round trip, so that nothing sleeps.</summary>
public static class Ready
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns when <c>/health/ready</c> is 200.</summary>
    /// <exception cref="TimeoutException">It was not within 60 s.</exception>
    public static async Task Wait(string url, Func<bool>? hasEnded = null)
    {
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var deadline = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (TimeProvider.System.GetTimestamp() < deadline)
        {
            if (hasEnded?.Invoke() == true)
            {
                throw new InvalidOperationException("The product ended instead of starting.");
            }

            if (await IsReady(http))
            {
                return;
            }
        }

        throw new TimeoutException($"{url} was not ready within {Patience}.");
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
