namespace OrleansWa.Benchmarks.Grains;

/// <summary>The smallest grain there is.</summary>
[Alias("wa.bench")]
public interface IBenchGrain : IGrainWithStringKey
{
    /// <summary>Gives back what it got.</summary>
    [Alias("echo")]
    Task<int> Echo(int value);

    /// <summary>Adds one and writes; durable when it returns.</summary>
    [Alias("add")]
    Task<int> Add();
}
