namespace OrleansWa.Testing.Product;

/// <summary>Waits for a product to be ready by asking it; each question is a round trip, so that nothing sleeps.</summary>
public static class Ready
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Returns when a part of the health is 200.</summary>
    /// <param name="url">The product's address.</param>
    /// <param name="hasEnded">Whether there is nothing to wait for any more.</param>
    /// <param name="health"><c>ready</c> or <c>live</c>.</param>
    /// <exception cref="TimeoutException">It was not within 60 s.</exception>
    public static async Task Wait(string url, Func<bool>? hasEnded = null, string health = "ready")
    {
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        var deadline = TimeProvider.System.GetTimestamp() + (long)(Patience.TotalSeconds * TimeProvider.System.TimestampFrequency);
        while (TimeProvider.System.GetTimestamp() < deadline)
        {
            if (hasEnded?.Invoke() == true)
            {
                throw new InvalidOperationException("The product ended instead of starting.");
            }

            if (await IsHealthy(http, health))
            {
                return;
            }
        }

        throw new TimeoutException($"{url} was not {health} within {Patience}.");
    }

    /// <summary>Asks whether it is ready, at most so many times.</summary>
    /// <param name="url">The product's address.</param>
    /// <param name="questions">How many times.</param>
    public static async Task Ask(string url, int questions)
    {
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        for (var asked = 0; asked < questions && !await IsHealthy(http, "ready"); asked++)
        {
        }
    }

    private static async Task<bool> IsHealthy(HttpClient http, string health)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health/" + health, UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
