using System.Diagnostics;
using OrleansWa.ClientApi;
using OrleansWa.Testing.Http;

namespace OrleansWa.Testing.Product;

/// <summary>The product as a process of its own, which can be killed and started again over the same data.</summary>
public sealed class ProductProcess : IAsyncDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("owa-process-").FullName;
    private readonly EmulatorControl _emulator;
    private readonly ProgramProcess _process;

    /// <summary>A process that is not started yet.</summary>
    /// <param name="emulator">What stands in for Meta; it lives on when the process is killed.</param>
    /// <param name="settings">Further command line; what comes later wins.</param>
    public ProductProcess(EmulatorControl emulator, params string[] settings)
    {
        _emulator = emulator;
        var url = FreePorts.NewUrl();
        _process = new ProgramProcess(Program, url, [.. ProductHost.Arguments(emulator, _directory, url), .. settings]);
        Admin = new ProductClient(url, ProductHost.AdminKey);
    }

    /// <summary>Path of its assembly.</summary>
    public static string Program => typeof(ClientApiHost).Assembly.Location;

    /// <inheritdoc cref="ProgramProcess.Port"/>
    public int Port => _process.Port;

    /// <summary>Where its database is.</summary>
    public string DataDirectory => _directory;

    /// <inheritdoc cref="ProgramProcess.Output"/>
    public IReadOnlyCollection<string> Output => _process.Output;

    /// <summary>Its address.</summary>
    public string Url => _process.Url;

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
        _process.Launch();
        _emulator.SendWebhooksTo(Url);
    }

    /// <inheritdoc cref="ProgramProcess.Answers"/>
    public Task Answers(string health) => _process.Answers(health);

    /// <inheritdoc cref="ProgramProcess.Asked"/>
    public Task Asked(int questions) => _process.Asked(questions);

    /// <inheritdoc cref="ProgramProcess.Kill"/>
    public Task Kill() => _process.Kill();

    /// <inheritdoc cref="ProgramProcess.Stop"/>
    public Task<int> Stop() => _process.Stop();

    /// <summary>Starts the program with any command line; both outputs are redirected.</summary>
    public static Process Run(params string[] arguments) => ProgramProcess.Run(Program, arguments);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        try
        {
            await _process.DisposeAsync();
        }
        finally
        {
            System.IO.Directory.Delete(_directory, recursive: true);
        }
    }
}
