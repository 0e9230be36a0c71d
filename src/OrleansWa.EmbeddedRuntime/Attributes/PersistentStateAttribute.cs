namespace OrleansWa.EmbeddedRuntime;

/// <summary>Marks a constructor parameter of type <see cref="IPersistentState{TState}"/>: the runtime reads it before the grain is activated.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute : Attribute
{
    /// <summary>Names the state.</summary>
    /// <param name="stateName">Name of the state in the store; constant, it outlives the code.</param>
    /// <param name="storageName">Key of the <see cref="IGrainStorage"/> service; null takes the default one.</param>
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        StateName = stateName;
        StorageName = storageName;
    }

    /// <summary>Name of the state in the store.</summary>
    public string StateName { get; }

    /// <summary>Key of the <see cref="IGrainStorage"/> service, or null for the default one.</summary>
    public string? StorageName { get; }
}
