using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace OrleansWa.Storage.Tests.Postgres;

/// <summary>
/// One PostgreSQL server for the test run: TEST_POSTGRES (a connection string), or a cluster of its own in a temporary directory, started from the
/// installed binaries, with fsync on. Every test gets a schema of its own.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("TEST_POSTGRES");
    private static readonly string? Binaries = FindBinaries();
    private static int _schemas;

    private string _directory = "";
    private int _port;

    /// <summary>Why there is no server here; null when there is one.</summary>
    public static string? Missing => Given is null && Binaries is null
        ? "PostgreSQL is not installed (no /usr/lib/postgresql/*/bin/initdb) and TEST_POSTGRES is not set."
        : null;

    /// <summary>Whether the server is ours to stop and start.</summary>
    public static bool IsOurs => Given is null && Binaries is not null;

    public async Task InitializeAsync()
    {
        if (!IsOurs)
        {
            return;
        }

        _directory = Directory.CreateTempSubdirectory("owa-postgres-").FullName;
        _port = FreePort();
        if (Environment.UserName == "root")
        {
            await Run("chown", "postgres", _directory);
        }

        await RunBinary("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        await File.AppendAllTextAsync(
            Path.Combine(Data, "postgresql.conf"),
            $"""

            port = {_port}
            listen_addresses = '127.0.0.1'
            unix_socket_directories = '{_directory}'
            fsync = on
            max_connections = 60
            shared_buffers = 128MB
            max_wal_size = 2GB
            """);
        await Start();
    }

    public async Task DisposeAsync()
    {
        if (_directory.Length > 0)
        {
            await Stop("immediate");
            Directory.Delete(_directory, recursive: true);
        }
    }

    public Task Start() => RunBinary("pg_ctl", "-D", Data, "-w", "-t", "60", "-l", Path.Combine(_directory, "log"), "start");

    /// <summary>Stops the server: <c>fast</c> as an operator does, <c>immediate</c> as a crash does.</summary>
    public Task Stop(string mode) => RunBinary("pg_ctl", "-D", Data, "-w", "-m", mode, "stop");

    /// <summary>Connection string of an empty schema.</summary>
    public async Task<string> NewSchema()
    {
        var schema = string.Create(CultureInfo.InvariantCulture, $"t{Environment.ProcessId}_{Interlocked.Increment(ref _schemas)}");
        await using var database = NpgsqlDataSource.Create(Server());
        await using var create = database.CreateCommand($"CREATE SCHEMA {schema}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Server()) { SearchPath = schema }.ConnectionString;
    }

    private string Data => Path.Combine(_directory, "data");

    private string Server() => Given ?? $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Timeout=5;Pooling=true";

    private static string? FindBinaries()
    {
        const string root = "/usr/lib/postgresql";
        return !Directory.Exists(root) ? null : Directory.GetDirectories(root)
            .Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "initdb")))
            .MaxBy(bin => int.TryParse(Path.GetFileName(Path.GetDirectoryName(bin)), CultureInfo.InvariantCulture, out var number) ? number : 0);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // PostgreSQL refuses to run as root.
    private static Task RunBinary(string name, params string[] arguments) => Environment.UserName == "root"
        ? Run("runuser", ["-u", "postgres", "--", Path.Combine(Binaries!, name), .. arguments])
        : Run(Path.Combine(Binaries!, name), arguments);

    private static async Task Run(string program, params string[] arguments)
    {
        // The started server keeps the pipes open, so nothing is redirected but to a file by pg_ctl -l.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$0\" \"$@\" >/dev/null 2>&1 </dev/null", program, .. arguments])
        {
            WorkingDirectory = Path.GetTempPath(),
        })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }
}
