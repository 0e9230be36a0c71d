namespace OrleansWa.EmbeddedRuntime;

/// <summary>The way to call grains from outside a grain.</summary>
public interface IClusterClient : IGrainFactory
{
    /// <summary>Services of the process.</summary>
    IServiceProvider ServiceProvider { get; }
}
