using System.Collections.Concurrent;
using OrleansWa.CloudApiEmulator.Clock;

namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>Counts management calls per app, account and hour, and writes the usage headers (percentages) of each answer.</summary>
internal sealed class UsageMeter(EmulatorOptions options, EmulatorClock clock)
{
    private readonly ConcurrentDictionary<(string App, string Account), (long Hour, int Calls)> _calls = new();

    /// <summary>Counts one call; false when it is over the limit.</summary>
    public bool Count(HttpResponse response, string appId, string accountId)
    {
        var hour = clock.UnixSeconds() / 3600;
        var now = _calls.AddOrUpdate((appId, accountId), _ => (hour, 1), (_, was) => was.Hour == hour ? (hour, was.Calls + 1) : (hour, 1));
        var percent = options.ManagementCallsPerHour <= 0 ? 0 : Math.Min(100, now.Calls * 100 / options.ManagementCallsPerHour);
        WriteHeaders(response, accountId, percent);
        return options.ManagementCallsPerHour <= 0 || now.Calls <= options.ManagementCallsPerHour;
    }

    public void Reset() => _calls.Clear();

    private static void WriteHeaders(HttpResponse response, string accountId, int percent)
    {
        var wait = percent >= 100 ? 60 : 0;
        response.Headers["X-App-Usage"] = $$"""{"call_count":{{percent}},"total_cputime":1,"total_time":1}""";
        response.Headers["X-Business-Use-Case-Usage"] =
            $$"""{"{{accountId}}":[{"type":"whatsapp_business_management","call_count":{{percent}},"total_cputime":1,"total_time":1,"estimated_time_to_regain_access":{{wait}}}]}""";
    }
}
