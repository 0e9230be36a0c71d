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
    private Process? _process;

    /// <summary>A process that is not started yet.</summary>
    public ProductProcess(EmulatorControl emulator)
    {
        _emulator = emulator;
        Port = FreePort();
        Admin = new ProductClient(Url, ProductHost.AdminKey);
    }

    /// <summary>Its port; the same after each start.</summary>
    public int Port { get; }

    /// <summary>Its address.</summary>
    public string Url => $"http://127.0.0.1:{Port.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>A client with the platform admin's key.</summary>
    public ProductClient Admin { get; }

    /// <summary>Starts it; returns when it is ready.</summary>
    public async Task Start()
    {
        var arguments = ProductHost.Arguments(_emulator, _directory, Url);
        _process = Process.Start(new ProcessStartInfo("dotnet", [typeof(ClientApiHost).Assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
