using System.Diagnostics;

namespace OrleansWa.Testing.Http;

/// <summary>Sends requests over several connections at once, each as fast as its answers come.</summary>
public static class Load
{
    /// <summary>Sends all requests; every answer must have the expected status.</summary>
    /// <param name="port">Port on loopback.</param>
    /// <param name="connections">Connections used at once.</param>
    /// <param name="requests">The requests, from <see cref="LoadConnection.Post"/>; each is sent once, in turn over the connections.</param>
    /// <param name="expectedStatus">Status that every answer must have.</param>
    /// <returns>How long it took, and the time of each request in ticks of <see cref="Stopwatch"/>.</returns>
    public static async Task<(TimeSpan Elapsed, long[] Latencies)> Run(int port, int connections, IReadOnlyList<byte[]> requests, int expectedStatus = 200)
    {
        var latencies = new long[requests.Count];
        var next = -1;
        var opened = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => LoadConnection.Open(port)));
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(opened.Select(Work));
        return (Stopwatch.GetElapsedTime(started), latencies);

        async Task Work(LoadConnection connection)
        {
            using (connection)
            {
                for (int i; (i = Interlocked.Increment(ref next)) < requests.Count;)
                {
                    var sent = Stopwatch.GetTimestamp();
                    var status = await connection.Send(requests[i]);
                    latencies[i] = Stopwatch.GetTimestamp() - sent;
                    if (status != expectedStatus)
                    {
                        throw new InvalidOperationException($"Request {i} was answered {status}, not {expectedStatus}.");
                    }
                }
            }
        }
    }
}
