using OrleansWa.CloudApiEmulator.Clock;
using OrleansWa.CloudApiEmulator.Graph;

namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>Answers that no client should trust: HTML from a gateway, a connection that breaks, an answer that never comes.</summary>
internal static class BrokenAnswers
{
    private static readonly TimeSpan HoldMax = TimeSpan.FromMinutes(5);

    public static GraphResponse Html(int status) =>
        new(status, "<!DOCTYPE html><html><head><title>Error</title></head><body><h1>Bad Gateway</h1></body></html>"u8.ToArray(), ContentType: "text/html; charset=utf-8");

    public static async Task Apply(GraphCall call, SendFault fault, EmulatorClock clock)
    {
        if (fault.Kind is not (SendFaultKind.HoldAfterAccept or SendFaultKind.AbortAfterAccept or SendFaultKind.AbortBeforeAccept)) return;
        call.Answered = true;
        if (fault.Kind == SendFaultKind.HoldAfterAccept) await Hold(call.Http, clock);
        call.Http.Abort();
    }

    private static async Task Hold(HttpContext http, EmulatorClock clock)
    {
        try
        {
            await Task.Delay(HoldMax, clock, http.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            // The client gave up, which is what this fault is for.
        }
    }
}
