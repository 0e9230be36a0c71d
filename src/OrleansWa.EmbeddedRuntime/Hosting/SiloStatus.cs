namespace OrleansWa.EmbeddedRuntime;

/// <summary>Life of a silo.</summary>
internal enum SiloStatus
{
    Created,
    Running,

    /// <summary>Clients are refused; grains may still call each other.</summary>
    Draining,
    Stopped,
}
