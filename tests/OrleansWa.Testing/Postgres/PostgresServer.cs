using System.Diagnostics;
using System.Globalization;
using Npgsql;
using OrleansWa.Testing.Http;
using Xunit;

namespace OrleansWa.Testing.Postgres;

/// <summary>
/// One PostgreSQL server for the test run: TEST_POSTGRES (a connection string), or a cluster of its own in a temporary directory, started from the
/// installed binaries, with fsync on. Every test gets a schema or a database of its own.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly string? Given = Environment.GetEnvironmentVariable("TEST_POSTGRES");
    private static readonly string? Binaries = FindBinaries();
    private static int _names;

    private readonly List<string> _databases = [];
    private string _directory = "";
    private int _port;

    /// <summary>Why there is no server here; null when there is one.</summary>
    public static string? Missing => Given is null && Binaries is null
        ? "PostgreSQL is not installed (no /usr/lib/postgresql/*/bin/initdb) and TEST_POSTGRES is not set."
        : null;

    /// <summary>Whether the server is ours to stop and start.</summary>
    public static bool IsOurs => Given is null && Binaries is not null;

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (!IsOurs)
        {
            return;
        }

        _directory = Directory.CreateTempSubdirectory("owa-postgres-").FullName;
        _port = FreePorts.Next();
        if (Environment.UserName == "root")
        {
            await RunProgram("chown", "postgres", _directory);
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

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (Given is not null)
        {
            foreach (var database in _databases)
            {
                await Run($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
            }
        }

        if (_directory.Length > 0)
        {
            await Stop("immediate");
            Directory.Delete(_directory, recursive: true);
        }
    }

    /// <summary>Starts it; returns when it answers. After a crash it first recovers, which on a busy disk took longer than pg_ctl's minute.</summary>
    public Task Start() => RunBinary("pg_ctl", "-D", Data, "-w", "-t", "300", "-l", Path.Combine(_directory, "log"), "start");

    /// <summary>Stops the server: <c>fast</c> as an operator does, <c>immediate</c> as a crash does.</summary>
    public Task Stop(string mode) => RunBinary("pg_ctl", "-D", Data, "-w", "-m", mode, "stop");

    /// <summary>Every process of the server stands still: connections stay open and nothing answers.</summary>
    public Task Pause() => Signal("-STOP");

    /// <summary>They go on.</summary>
    public Task Resume() => Signal("-CONT");

    /// <summary>Connection string of an empty schema.</summary>
    public async Task<string> NewSchema()
    {
        var schema = NewName();
        await Run($"CREATE SCHEMA {schema}");
        return new NpgsqlConnectionStringBuilder(Server()) { SearchPath = schema }.ConnectionString;
    }

    /// <summary>Connection string of an empty database, for a product that is a process of its own.</summary>
    public async Task<string> NewDatabase()
    {
        var database = NewName();
        await Run($"CREATE DATABASE {database}");
        _databases.Add(database);
        return new NpgsqlConnectionStringBuilder(Server()) { Database = database }.ConnectionString;
    }

    /// <summary>Settings of a product that name an empty database.</summary>
    public async Task<string[]> NewStorage() => [$"--Storage:ConnectionString={await NewDatabase()}"];

    // The postmaster first when it stops, so that it starts nothing new; its children are those that name it as their parent.
    private async Task Signal(string signal)
    {
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        // Those that have ended meanwhile are no matter.
        await RunProgram("kill", [signal, postmaster]);
        await RunProgram("/bin/sh", ["-c", "kill \"$@\" || true", "kill", signal, .. Children(postmaster)]);
    }

    private static IReadOnlyList<string> Children(string parent) =>
        [.. Directory.GetDirectories("/proc").Where(process => ParentOf(process) == parent).Select(process => Path.GetFileName(process)!)];

    private static string? ParentOf(string process)
    {
        try
        {
            return File.ReadLines(Path.Combine(process, "status")).FirstOrDefault(line => line.StartsWith("PPid:", StringComparison.Ordinal))?[5..].Trim();
        }
        catch (IOException)
        {
            // No process, or one that has just ended.
            return null;
        }
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

    private static string NewName() => string.Create(CultureInfo.InvariantCulture, $"t{Environment.ProcessId}_{Interlocked.Increment(ref _names)}");

    private async Task Run(string sql)
    {
        await using var server = NpgsqlDataSource.Create(Server());
        await using var command = server.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // PostgreSQL refuses to run as root.
    private static Task RunBinary(string name, params string[] arguments) => Environment.UserName == "root"
        ? RunProgram("runuser", ["-u", "postgres", "--", Path.Combine(Binaries!, name), .. arguments])
        : RunProgram(Path.Combine(Binaries!, name), arguments);

    private static async Task RunProgram(string program, params string[] arguments)
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
