using System.Globalization;
using OrleansWa.Silo;
using OrleansWa.Testing.Crashes;
using OrleansWa.Testing.Http;
using OrleansWa.Testing.Product;

namespace OrleansWa.Testing.Cluster;

/// <summary>The product as operators run it: two silos and an API process over PostgreSQL, with members and reminders in Redis unless told otherwise.</summary>
public sealed class ProductCluster : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("owa-cluster-").FullName;
    private readonly RedisServer? _redis;
    private readonly string[] _shared;

    private ProductCluster(EmulatorControl emulator, RedisServer? redis, string database, string[] settings)
    {
        Emulator = emulator;
        _redis = redis;
        _shared =
        [
            "--environment", "Production",
            "--Storage:ConnectionString=" + database,
            redis is null ? "--Orleans:Membership=adonet" : "--Orleans:Redis=" + redis.Address,
            .. settings,
        ];
        Silos = [NewSilo(), NewSilo()];
        var url = FreePorts.NewUrl();
        Api = new ProgramProcess(
            ProductProcess.Program,
            url,
            [.. ProductHost.Arguments(emulator, Path.Combine(_directory, "api"), url), .. _shared]);
        Admin = new ProductClient(url, ProductHost.AdminKey);
    }

    /// <summary>Meta and the patients.</summary>
    public EmulatorControl Emulator { get; }

    /// <summary>Its silos.</summary>
    public List<ProgramProcess> Silos { get; }

    /// <summary>Its API.</summary>
    public ProgramProcess Api { get; }

    /// <summary>A client with the platform admin's key.</summary>
    public ProductClient Admin { get; }

    /// <summary>Starts everything, silos and API at the same moment, as a compose file does.</summary>
    /// <param name="database">Connection string of an empty database.</param>
    /// <param name="withRedis">Members and reminders in Redis; else in the database, which then holds Orleans' tables.</param>
    /// <param name="settings">Further command line of every process.</param>
    public static async Task<ProductCluster> Start(string database, bool withRedis = true, params string[] settings)
    {
        var cluster = new ProductCluster(await Aftermath.Meta(), withRedis ? await RedisServer.Start() : null, database, settings);
        try
        {
            await Task.WhenAll([.. cluster.Silos.Select(silo => silo.Start()), cluster.Api.Start()]);
            cluster.Emulator.SendWebhooksTo(cluster.Api.Url);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A tenant with a channel that is connected.</summary>
    public Task<ProductClient> OpenClinic(string tenantId, string flow) => ClinicSetup.Open(Api.Url, Admin, Emulator, tenantId, flow);

    /// <summary>A silo on ports of its own, not started yet.</summary>
    public ProgramProcess NewSilo() => new(
        typeof(SiloHost).Assembly.Location,
        FreePorts.NewUrl(),
        [
            .. _shared,
            "--CloudApi:BaseUrl=" + Emulator.Url,
            "--Secrets:KeyFile=" + Path.Combine(_directory, "keys"),
            "--Orleans:Endpoints:AdvertisedIPAddress=127.0.0.1",
            "--Orleans:Endpoints:SiloPort=" + FreePorts.Next().ToString(CultureInfo.InvariantCulture),
            "--Orleans:Endpoints:GatewayPort=" + FreePorts.Next().ToString(CultureInfo.InvariantCulture),
        ]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Admin.Dispose();
        var ends = await Task.WhenAll(Silos.Prepend(Api).Select(End));
        if (_redis is not null)
        {
            await _redis.DisposeAsync();
        }

        await Emulator.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
        if (Array.Find(ends, end => end is not null) is { } unasked)
        {
            throw unasked;
        }
    }

    // All are ended, whatever one of them has to say.
    private static async Task<InvalidOperationException?> End(ProgramProcess process)
    {
        try
        {
            await process.DisposeAsync();
            return null;
        }
        catch (InvalidOperationException endedByItself)
        {
            return endedByItself;
        }
    }
}
