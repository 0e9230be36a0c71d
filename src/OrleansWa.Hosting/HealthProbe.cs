namespace OrleansWa.Hosting;

/// <summary>
/// <c>health http://localhost:8080</c> on the command line asks a running process whether it serves, for supervisors in images that hold no other
/// HTTP client.
/// </summary>
public static class HealthProbe
{
    private const string Word = "health";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>Whether the command line is this question and no start.</summary>
    public static bool IsAsked(IReadOnlyList<string> args) => args is [Word, _];

    /// <summary>Asks; 0 when it serves.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        try
        {
            using var http = new HttpClient { Timeout = Patience };
            using var answer = await http.GetAsync(new Uri(args[1].TrimEnd('/') + "/health/ready"));
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or UriFormatException)
        {
            await Console.Out.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
