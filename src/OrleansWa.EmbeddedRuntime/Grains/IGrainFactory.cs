namespace OrleansWa.EmbeddedRuntime;

/// <summary>Makes references to grains. Making one is cheap and activates nothing.</summary>
public interface IGrainFactory
{
    /// <summary>Reference to the grain with this key.</summary>
    /// <typeparam name="TGrainInterface">An interface that exactly one registered grain class implements.</typeparam>
    /// <param name="primaryKey">The key, not blank.</param>
    /// <param name="grainClassNamePrefix">Chooses among several classes by the beginning of the full class name.</param>
    /// <exception cref="ArgumentException">The key is blank, or not exactly one class fits.</exception>
    TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey;

    /// <summary>Reference to the grain with this key.</summary>
    /// <param name="grainInterfaceType">The grain interface.</param>
    /// <param name="grainPrimaryKey">The key, not blank.</param>
    IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey);

    /// <summary>Reference to a grain by its identity.</summary>
    /// <typeparam name="TGrainInterface">An interface of the grain.</typeparam>
    /// <param name="grainId">The identity.</param>
    /// <exception cref="ArgumentException">No grain class has this type, or it lacks the interface.</exception>
    TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable;

    /// <summary>Untyped reference to a grain by its identity; see <see cref="GrainExtensions.AsReference{TGrainInterface}"/>.</summary>
    /// <param name="grainId">The identity.</param>
    IAddressable GetGrain(GrainId grainId);
}
