using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace OrleansWa.Benchmarks;

/// <summary>From the start of the process to the first ready answer, on an empty directory and again on what that left.</summary>
internal static class StartBenchmarks
{
    private const int Rounds = 5;

    public static async Task Run(Report report)
    {
        var bare = await Median(_ => Bare());
        report.Figure("bare Kestrel process, start to listening", bare, "ms");
        var directory = Directory.CreateTempSubdirectory("owa-start-").FullName;
        try
        {
            report.Ratio("client-api, start to ready, new database", await Median(i => Product(Path.Combine(directory, "new" + i))), "ms", bare, "bare");
            report.Ratio("client-api, start to ready, existing database", await Median(_ => Product(Path.Combine(directory, "new0"))), "ms", bare, "bare");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<double> Median(Func<int, Task<double>> run)
    {
        var times = new List<double>();
        for (var i = 0; i < Rounds; i++)
        {
            times.Add(await run(i));
        }

        return times.Order().ElementAt(Rounds / 2);
    }

    private static async Task<double> Bare()
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Start(Environment.ProcessPath!, ["bare-host"]);
        await process.StandardOutput.ReadLineAsync();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        process.Kill();
        return elapsed;
    }

    private static async Task<double> Product(string dataDirectory)
    {
        var port = FreePort();
        var started = Stopwatch.GetTimestamp();
        using var process = Start("dotnet", [
            typeof(OrleansWa.ClientApi.ClientApiHost).Assembly.Location,
            "--urls", $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
            "--environment", "Production",
            $"--Storage:DataDirectory={dataDirectory}",
        ]);
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        using var client = new HttpClient();
        while (!await IsReady(client, port))
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException("client-api ended instead of starting.");
            }
        }

        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        process.Kill();
        await process.WaitForExitAsync();
        return elapsed;
    }

    private static async Task<bool> IsReady(HttpClient client, int port)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://127.0.0.1:{port}/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static Process Start(string file, string[] arguments) =>
        Process.Start(new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = false })!;

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
