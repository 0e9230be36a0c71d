using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Clustering.Redis;
using Orleans.Configuration;
using OrleansWa.Hosting;
using OrleansWa.Hosting.Cluster;
using StackExchange.Redis;

namespace OrleansWa.Silo.Cluster;

/// <summary>Members and reminders in Redis, over one connection.</summary>
internal static class RedisMembers
{
    public static ISiloBuilder UseRedis(this ISiloBuilder silo, string address)
    {
        var options = Parse(address);
        silo.Services.AddSingleton(new RedisConnection(options));
        silo.UseRedisClustering(o => o.ConfigurationOptions = options);
        silo.UseRedisReminderService(o => o.ConfigurationOptions = options);
        silo.Services.AddOptions<RedisClusteringOptions>().Configure<RedisConnection>((o, redis) => o.CreateMultiplexer = _ => redis.Share());
        silo.Services.AddOptions<RedisReminderTableOptions>().Configure<RedisConnection>((o, redis) => o.CreateMultiplexer = _ => redis.Share());
        return silo;
    }

    private static ConfigurationOptions Parse(string address)
    {
        try
        {
            return ConfigurationOptions.Parse(address);
        }
        catch (ArgumentException e)
        {
            throw new SettingException(ClusterSettings.RedisKey, $"It is no address of Redis ({e.Message}). Use e.g. redis:6379,password=….");
        }
    }
}
