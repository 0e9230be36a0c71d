using System.Collections.Frozen;
using System.Reflection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>A grain interface, prepared: its methods, and a reference to copy.</summary>
internal sealed class GrainInterface
{
    private readonly FrozenDictionary<MethodInfo, GrainMethod> _methods;
    private readonly GrainReference _prototype;
    private readonly GrainClass[] _classes;

    internal GrainInterface(GrainTypes types, Type type, GrainClass[] classes)
    {
        Types = types;
        _classes = classes;
        Type = type;
        Name = type.FullName ?? type.Name;
        _methods = MethodsOf(type).ToFrozenDictionary(method => method, method => GrainMethod.Create(this, method));
        _prototype = (GrainReference)DispatchProxy.Create(type, typeof(GrainReference));
        _prototype.Bind(this);
    }

    internal GrainTypes Types { get; }

    internal Type Type { get; }

    internal string Name { get; }

    /// <summary>The class that implements it.</summary>
    /// <exception cref="ArgumentException">There is none, or more than one.</exception>
    internal GrainClass OnlyClass => _classes.Length == 1
        ? _classes[0]
        : throw new ArgumentException($"{_classes.Length} grain classes implement {Name}; expected one, or a class name prefix.");

    /// <summary>Methods of the interface and of those that it extends.</summary>
    internal static IEnumerable<MethodInfo> MethodsOf(Type type) =>
        type.GetInterfaces().Prepend(type).SelectMany(known => known.GetMethods(BindingFlags.Instance | BindingFlags.Public));

    internal GrainReference Reference(GrainId grainId) => _prototype.For(grainId);

    internal object Send(GrainId target, MethodInfo method, object?[] arguments) => _methods[method].Send(target, arguments);
}
