using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using OrleansWa.ClientApi;
using OrleansWa.Testing.Http;

namespace OrleansWa.Testing.Product;

/// <summary>The product as a process of its own, which can be killed and started again over the same data.</summary>
public sealed class ProductProcess : IAsyncDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("owa-process-").FullName;
    private readonly EmulatorControl _emulator;
    private readonly string[] _settings;
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    /// <summary>A process that is not started yet.</summary>
    /// <param name="emulator">What stands in for Meta; it lives on when the process is killed.</param>
    /// <param name="settings">Further command line; what comes later wins.</param>
    public ProductProcess(EmulatorControl emulator, params string[] settings)
    {
        _emulator = emulator;
        _settings = settings;
        Port = FreePorts.Next();
        Admin = new ProductClient(Url, ProductHost.AdminKey);
    }

    /// <summary>Its port; the same after each start.</summary>
    public int Port { get; }

    /// <summary>Where its database is.</summary>
    public string DataDirectory => _directory;

    /// <summary>Lines it wrote to stdout and stderr, of all its starts.</summary>
    public IReadOnlyCollection<string> Output => _output;

    /// <summary>Its address.</summary>
    public string Url => $"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A client with the platform admin's key.</summary>
    public ProductClient Admin { get; }

    /// <summary>Starts it; returns when it is ready.</summary>
    public async Task Start()
    {
        Launch();
        await Answers("ready");
    }

    /// <summary>Starts it; returns at once.</summary>
    public void Launch()
    {
        _process = Run([.. ProductHost.Arguments(_emulator, _directory, Url), .. _settings]);
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _emulator.SendWebhooksTo(Url);
    }

    /// <summary>Returns when a part of its health is 200.</summary>
    /// <param name="health"><c>live</c> or <c>ready</c>.</param>
    public async Task Answers(string health)
    {
        try
        {
            await Ready.Wait(Url, () => _process!.HasExited, health);
        }
        catch (Exception ended) when (ended is InvalidOperationException or TimeoutException)
        {
            throw new InvalidOperationException($"{ended.Message} {LastLines}", ended);
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

    /// <summary>Starts the program with any command line; both outputs are redirected.</summary>
    public static Process Run(params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", [typeof(ClientApiHost).Assembly.Location, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

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
        Admin.Dispose();
        System.IO.Directory.Delete(_directory, recursive: true);
        if (end is not null)
        {
            throw new InvalidOperationException($"The product {end}. {LastLines}");
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
