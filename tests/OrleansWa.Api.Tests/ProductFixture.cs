using Microsoft.AspNetCore.Builder;
using OrleansWa.Testing.Product;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace OrleansWa.Api.Tests;

/// <summary>One running product for the tests that only need a tenant of their own in it.</summary>
public class ProductFixture : IAsyncLifetime
{
    private int _tenants;

    /// <summary>The product.</summary>
    public ProductHost Host { get; private set; } = null!;

    /// <summary>Raw calls to it.</summary>
    public RawApi Api { get; private set; } = null!;

    /// <summary>A tenant id that no other test has.</summary>
    public string NewTenant(string word) => $"{word}-{Interlocked.Increment(ref _tenants)}";

    public virtual Task InitializeAsync() => Start();

    public virtual async Task DisposeAsync()
    {
        Api.Dispose();
        await Host.DisposeAsync();
    }

    protected async Task Start(Action<WebApplicationBuilder>? configure = null)
    {
        Host = await ProductHost.Start(configure: configure);
        Api = new RawApi(Host.Url);
    }
}

/// <summary>Tests that share the running product.</summary>
[CollectionDefinition(Name)]
public sealed class SharedProduct : ICollectionFixture<ProductFixture>
{
    public const string Name = "product";
}
