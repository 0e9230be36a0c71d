using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using OrleansWa.Testing.Http;
using OrleansWa.Testing.Product;

namespace OrleansWa.Testing.Cluster;

/// <summary>One process of a cluster, which can be killed and started again under the same addresses.</summary>
public sealed class ClusterProcess(string program, string url, IReadOnlyList<string> arguments) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    /// <summary>Where it answers for its health, and the API for everything.</summary>
    public string Url => url;

    /// <summary>Its port.</summary>
    public int Port => new Uri(url).Port;

    /// <summary>Lines of stdout and stderr, of all its starts.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>An address on a free port.</summary>
    public static string NewUrl() => "http://127.0.0.1:" + FreePorts.Next().ToString(CultureInfo.InvariantCulture);

    /// <summary>Starts it; returns when it is ready.</summary>
    public async Task Start()
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, "--urls", url, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        try
        {
            await Ready.Wait(url, () => _process.HasExited);
        }
        catch (Exception e) when (e is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)}: {e.Message} Its last lines:\n{string.Join('\n', _output.TakeLast(15))}", e);
        }
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM; returns the exit code when it has ended.</summary>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await Kill();
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _output.Enqueue(text);
        }
    }
}
