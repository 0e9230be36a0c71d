using StackExchange.Redis;

namespace OrleansWa.Silo.Cluster;

/// <summary>The silo's one connection to Redis, made at the first question and kept.</summary>
internal sealed class RedisConnection(ConfigurationOptions options) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private Task<ConnectionMultiplexer>? _connecting;

    /// <summary>Connects if nobody has; a failed attempt is forgotten, so that the next question tries again.</summary>
    public async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> Share()
    {
        Task<ConnectionMultiplexer> connecting;
        lock (_gate)
        {
            if (_connecting is null or { IsFaulted: true })
            {
                _connecting = ConnectionMultiplexer.ConnectAsync(options);
            }

            connecting = _connecting;
        }

        return (await connecting, true);
    }

    public async ValueTask DisposeAsync()
    {
        if (_connecting is { IsCompletedSuccessfully: true } connected)
        {
            await connected.Result.DisposeAsync();
        }
    }
}
