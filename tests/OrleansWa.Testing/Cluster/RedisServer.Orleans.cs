using System.Diagnostics;
using System.Globalization;
using OrleansWa.Testing.Http;

namespace OrleansWa.Testing.Cluster;

/// <summary>A Redis of the test's own, from the installed redis-server; nothing of it is written to disk.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "/usr/bin/redis-server";
    private readonly Process _process;

    private RedisServer(Process process, string address) => (_process, Address) = (process, address);

    /// <summary>Why there is none here; null when there is one.</summary>
    public static string? Missing => File.Exists(Program) ? null : $"Redis is not installed (no {Program}).";

    /// <summary>Its address.</summary>
    public string Address { get; }

    /// <summary>Starts one; returns when it takes connections.</summary>
    public static async Task<RedisServer> Start()
    {
        var port = FreePorts.Next().ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(new ProcessStartInfo(Program, ["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
        {
            RedirectStandardOutput = true,
        })!;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null)
            {
                ready.TrySetException(new InvalidOperationException("redis-server ended instead of starting."));
            }
            else if (line.Data.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                ready.TrySetResult();
            }
        };
        process.BeginOutputReadLine();
        await ready.Task;
        return new RedisServer(process, "127.0.0.1:" + port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
