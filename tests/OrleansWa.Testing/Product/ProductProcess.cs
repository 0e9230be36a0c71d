using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using OrleansWa.ClientApi;

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
        Port = FreePort();
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
        _process = Run([.. ProductHost.Arguments(_emulator, _directory, Url), .. _settings]);
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _emulator.SendWebhooksTo(Url);
        await Ready.Wait(Url, () => _process.HasExited);
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
    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            await Kill();
        }

        Admin.Dispose();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
        {
            _output.Enqueue(text);
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
