using OrleansWa.Testing.Product;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace OrleansWa.Api.Tests;

/// <summary>One running product for the tests that only need a tenant of their own in it.</summary>
public sealed class ProductFixture : IAsyncLifetime
{
    private int _tenants;

    /// <summary>The product.</summary>
    public ProductHost Host { get; private set; } = null!;

    /// <summary>Raw calls to it.</summary>
    public RawApi Api { get; private set; } = null!;

    /// <summary>A tenant id that no other test has.</summary>
    public string NewTenant(string word) => $"{word}-{Interlocked.Increment(ref _tenants)}";

    public async Task InitializeAsync()
    {
        Host = await ProductHost.Start();
        Api = new RawApi(Host.Url);
    }

    public async Task DisposeAsync()
    {
        Api.Dispose();
        await Host.DisposeAsync();
    }
}

/// <summary>Tests that share the running product.</summary>
[CollectionDefinition(Name)]
public sealed class SharedProduct : ICollectionFixture<ProductFixture>
{
    public const string Name = "product";
}
