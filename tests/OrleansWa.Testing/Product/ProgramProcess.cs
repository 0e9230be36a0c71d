using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;

namespace OrleansWa.Testing.Product;

/// <summary>A program of ours as a process of its own, which can be killed and started again under the same address.</summary>
/// <param name="program">Path of its assembly.</param>
/// <param name="url">Where it answers for its health.</param>
/// <param name="arguments">Its command line.</param>
public sealed class ProgramProcess(string program, string url, IReadOnlyList<string> arguments) : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    /// <summary>Where it answers.</summary>
    public string Url => url;

    /// <summary>Its port; the same after each start.</summary>
    public int Port => new Uri(url).Port;

    /// <summary>Lines of stdout and stderr, of all its starts.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>Starts it; returns when it is ready.</summary>
    public async Task Start()
    {
        Launch();
        await Answers("ready");
    }

    /// <summary>Starts it; returns at once.</summary>
    public void Launch()
    {
        _process = Run(program, ["--urls", url, .. arguments]);
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Returns when a part of its health is 200.</summary>
    /// <param name="health"><c>live</c> or <c>ready</c>.</param>
    public async Task Answers(string health)
    {
        try
        {
            await Ready.Wait(url, () => _process!.HasExited, health);
        }
        catch (Exception ended) when (ended is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"{ended.Message} {LastLines}", ended);
        }
    }

    /// <summary>Returns when it was asked so many times for a connection, or is ready before: a moment within its start.</summary>
    public Task Asked(int questions) => Ready.Ask(url, questions);

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>SIGTERM; returns when it has ended.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    /// <summary>Starts a program with any command line; both outputs are redirected.</summary>
    public static Process Run(string program, IReadOnlyList<string> arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">It had ended, or was ending, by itself: the reason of whatever failed in the test.</exception>
    public async ValueTask DisposeAsync()
    {
        var end = EndedByItself();
        if (_process is { HasExited: false })
        {
            await Kill();
        }

        _process?.Dispose();
        if (end is not null)
        {
            throw new InvalidOperationException($"{Path.GetFileName(program)} {end}. {LastLines}");
        }
    }

    // A host that stops closes its port first and ends up to half a minute later.
    private string? EndedByItself()
    {
        if (_process is null or { HasExited: true })
        {
            return _process is null ? null : $"ended by itself with code {_process.ExitCode}";
        }

        try
        {
            using var look = new TcpClient("127.0.0.1", Port);
            return null;
        }
        catch (SocketException)
        {
            return "does not listen (any more), though nobody stopped it";
        }
    }

    private string LastLines => $"Its last lines:\n{string.Join('\n', _output.TakeLast(10))}";

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _output.Enqueue(text);
        }
    }
}
