namespace OrleansWa.EmbeddedRuntime;

/// <summary>Identity of a grain or a reference.</summary>
public static class GrainExtensions
{
    /// <summary>A reference to this grain, as another of its interfaces.</summary>
    /// <typeparam name="TGrainInterface">An interface of the grain.</typeparam>
    /// <param name="grain">A grain object or a reference.</param>
    /// <exception cref="ArgumentException">The object is no grain of this runtime, or lacks the interface.</exception>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        var reference = grain is GrainReference known ? known : ContextOf(grain).GrainReference;
        return (TGrainInterface)(object)reference.Interface.Types.Reference(typeof(TGrainInterface), reference.GrainId);
    }

    /// <inheritdoc cref="AsReference{TGrainInterface}"/>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    /// <summary>Identity of a grain.</summary>
    /// <param name="grain">A grain object or a reference.</param>
    /// <exception cref="ArgumentException">The object is no grain of this runtime.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain is GrainReference reference ? reference.GrainId : ContextOf(grain).GrainId;

    /// <summary>Key of a grain.</summary>
    /// <param name="grain">A grain object or a reference.</param>
    /// <exception cref="ArgumentException">The object is no grain of this runtime.</exception>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    private static IGrainContext ContextOf(IAddressable grain)
    {
        ArgumentNullException.ThrowIfNull(grain);
        return (grain as IGrainBase)?.GrainContext
            ?? throw new ArgumentException($"{grain.GetType().FullName} is neither a grain reference nor a grain made by the runtime.", nameof(grain));
    }
}
