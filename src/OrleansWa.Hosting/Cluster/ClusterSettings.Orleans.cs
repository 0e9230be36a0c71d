using Microsoft.Extensions.Configuration;
using Orleans.Configuration;

namespace OrleansWa.Hosting.Cluster;

/// <summary>
/// What silos and API processes must agree on to find each other: section <c>Orleans</c>. <c>Orleans:ClusterId</c>, <c>Orleans:ServiceId</c> and
/// <c>Orleans:Endpoints</c> (<c>SiloPort</c>, <c>GatewayPort</c>, <c>AdvertisedIPAddress</c>) are Orleans' own settings and are read by it.
/// </summary>
public sealed class ClusterSettings
{
    /// <summary>Key of <see cref="Membership"/>.</summary>
    public const string MembershipKey = "Orleans:Membership";

    /// <summary>Key of <see cref="Redis"/>.</summary>
    public const string RedisKey = "Orleans:Redis";

    /// <summary>Key of <see cref="AdoNet"/>.</summary>
    public const string AdoNetKey = "Orleans:AdoNet";

    /// <summary>Name of the cluster and of the service when none is set.</summary>
    public const string DefaultId = "orleanswa";

    /// <summary>The name by which ADO.NET knows PostgreSQL.</summary>
    public const string PostgresInvariant = "Npgsql";

    /// <summary>Orleans' own defaults are "default" and "dev"; two products on one Redis must not meet.</summary>
    public static void Name(ClusterOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.ClusterId = Named(options.ClusterId);
        options.ServiceId = Named(options.ServiceId);
    }

    private ClusterSettings(ClusterMembership membership, string redis, string adoNet) => (Membership, Redis, AdoNet) = (membership, redis, adoNet);

    /// <summary><c>Orleans:Membership</c>: where members and reminders are kept. Default <c>redis</c>.</summary>
    public ClusterMembership Membership { get; }

    /// <summary><c>Orleans:Redis</c>: address of Redis, e.g. <c>redis:6379,password=…</c>.</summary>
    public string Redis { get; }

    /// <summary><c>Orleans:AdoNet</c>: a PostgreSQL with Orleans' own tables; by default the database of <c>Storage:ConnectionString</c>.</summary>
    public string AdoNet { get; }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="SettingException">A setting cannot be used.</exception>
    public static ClusterSettings Read(IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.GetSection("Orleans:Clustering").Exists() || settings.GetSection("Orleans:Reminders").Exists())
        {
            throw new SettingException(MembershipKey, "It takes the place of Orleans:Clustering and Orleans:Reminders. Remove those, and set it to redis or adonet.");
        }

        var redis = settings[RedisKey] ?? "";
        var adoNet = settings[AdoNetKey] is { Length: > 0 } own ? own : settings["Storage:ConnectionString"] ?? "";
        return (settings[MembershipKey] is { Length: > 0 } text ? text : "redis").ToLowerInvariant() switch
        {
            "redis" when redis.Length == 0 => throw new SettingException(
                RedisKey, "Silos and API processes find each other through Redis. Set its address, e.g. redis:6379, or Orleans:Membership=adonet."),
            "redis" => new ClusterSettings(ClusterMembership.Redis, redis, adoNet),
            "adonet" when !adoNet.StartsWith("Host=", StringComparison.OrdinalIgnoreCase) => throw new SettingException(
                AdoNetKey, "It names no PostgreSQL. Set it to 'Host=…;Database=…;Username=…;Password=…' with Orleans' own tables in it."),
            "adonet" => new ClusterSettings(ClusterMembership.AdoNet, redis, adoNet),
            var other => throw new SettingException(MembershipKey, $"'{other}' is unknown. Use redis or adonet."),
        };
    }

    private static string Named(string? id) => id is null or "" or "dev" or ClusterOptions.DefaultClusterId ? DefaultId : id;
}
