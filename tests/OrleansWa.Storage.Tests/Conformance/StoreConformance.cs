using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

/// <summary>What every engine must do. An engine's test class adds only how a store is created.</summary>
public abstract class StoreConformance : IAsyncLifetime
{
    private OpenStore _open = null!;

    protected TestClock Clock { get; } = new();

    protected StorePorts Store => _open.Ports;

    public async Task InitializeAsync() => _open = await CreateStore();

    public async Task DisposeAsync() => await _open.Resources.DisposeAsync();

    /// <summary>Opens an empty store with <see cref="Clock"/>.</summary>
    protected abstract Task<OpenStore> CreateStore();
}
