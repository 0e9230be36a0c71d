using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>All grain classes of a silo, and the interfaces that lead to them.</summary>
internal sealed class GrainTypes
{
    private readonly FrozenDictionary<GrainType, GrainClass> _byType;
    private readonly ILookup<Type, GrainClass> _byInterface;
    private readonly ConcurrentDictionary<Type, GrainInterface> _interfaces = new();

    internal GrainTypes(EmbeddedSilo silo, IEnumerable<GrainClass> classes)
    {
        Silo = silo;
        Classes = [.. classes.OrderBy(known => known.GrainType)];
        _byType = Classes.DistinctBy(known => known.GrainType).ToFrozenDictionary(known => known.GrainType);
        _byInterface = Classes
            .SelectMany(known => known.Type.GetInterfaces(), (known, type) => (known, type))
            .ToLookup(pair => pair.type, pair => pair.known);
    }

    internal EmbeddedSilo Silo { get; }

    internal IReadOnlyList<GrainClass> Classes { get; }

    /// <summary>The class of a grain type.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    internal GrainClass ClassOf(GrainType type) =>
        _byType.TryGetValue(type, out var known) ? known : throw new ArgumentException($"No grain class is registered for grain type '{type}'.");

    internal bool Knows(GrainType type) => _byType.ContainsKey(type);

    /// <summary>A reference by key.</summary>
    internal GrainReference Reference(Type type, string key, string? classPrefix)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        var grainInterface = _interfaces.GetOrAdd(type, Prepare);
        var grainType = classPrefix is null ? grainInterface.OnlyClass.GrainType : ClassWithPrefix(type, classPrefix).GrainType;
        return grainInterface.Reference(GrainId.Create(grainType, key));
    }

    /// <summary>A reference by identity.</summary>
    internal GrainReference Reference(Type type, GrainId grainId)
    {
        var grainClass = ClassOf(grainId.Type);
        return grainClass.Type.IsAssignableTo(type)
            ? _interfaces.GetOrAdd(type, Prepare).Reference(grainId)
            : throw new ArgumentException($"Grain class {grainClass.Type.FullName} does not implement {type.FullName}.");
    }

    private GrainInterface Prepare(Type type) =>
        type.IsInterface && type.IsAssignableTo(typeof(IAddressable))
            ? new GrainInterface(this, type, [.. _byInterface[type]])
            : throw new ArgumentException($"{type.FullName} is not a grain interface.");

    private GrainClass ClassWithPrefix(Type type, string prefix)
    {
        var fitting = _byInterface[type].Where(known => known.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        return fitting.Count == 1
            ? fitting[0]
            : throw new ArgumentException($"{fitting.Count} grain classes implement {type.FullName} and begin with '{prefix}'; expected one.");
    }
}
