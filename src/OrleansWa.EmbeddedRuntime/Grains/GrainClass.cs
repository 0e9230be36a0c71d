using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>A grain class, prepared: what its attributes say, and how to make an instance.</summary>
internal sealed class GrainClass
{
    private readonly ConstructorInvoker _constructor;
    private readonly Func<Activation, List<IActivationState>, object?>[] _arguments;
    private int _activations;

    internal GrainClass(Type type, RegisteredGrains registered)
    {
        Type = type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.Value ?? GrainType.Create(type.FullName!);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        IsFilter = type.IsAssignableTo(typeof(IIncomingGrainCallFilter));
        AgeLimit = type.IsDefined(typeof(KeepAliveAttribute)) ? TimeSpan.MaxValue : type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit;
        MaxWorkers = WorkersOf(type.GetCustomAttribute<StatelessWorkerAttribute>());
        Tag = new("grain_type", GrainType.ToString());
        var constructor = ConstructorOf(type);
        _constructor = ConstructorInvoker.Create(constructor);
        _arguments = [.. constructor.GetParameters().Select(parameter => ConstructorArguments.For(parameter, registered))];
        Constructor = constructor;
    }

    internal Type Type { get; }

    internal GrainType GrainType { get; }

    internal bool IsReentrant { get; }

    internal bool IsFilter { get; }

    /// <summary>Idle age of the class; null for the option's, <see cref="TimeSpan.MaxValue"/> for never.</summary>
    internal TimeSpan? AgeLimit { get; }

    /// <summary>Most activations of one id; zero for ordinary grains.</summary>
    internal int MaxWorkers { get; }

    internal KeyValuePair<string, object?> Tag { get; }

    internal ConstructorInfo Constructor { get; }

    internal int Activations => Volatile.Read(ref _activations);

    internal int Count(int change) => Interlocked.Add(ref _activations, change);

    /// <summary>Makes a grain object, and collects the states that must be read before it is activated.</summary>
    internal object Create(Activation activation, List<IActivationState> states)
    {
        var values = new object?[_arguments.Length];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = _arguments[index](activation, states);
        }

        return _constructor.Invoke(values.AsSpan());
    }

    private static int WorkersOf(StatelessWorkerAttribute? worker) => worker switch
    {
        null => 0,
        { MaxLocalWorkers: > 0 } => worker.MaxLocalWorkers,
        _ => Environment.ProcessorCount,
    };

    private static ConstructorInfo ConstructorOf(Type type)
    {
        var constructors = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);
        return constructors.Length == 1
            ? constructors[0]
            : Array.Find(constructors, known => known.IsDefined(typeof(ActivatorUtilitiesConstructorAttribute)))
                ?? throw new InvalidOperationException($"Grain class {type.FullName} has {constructors.Length} constructors; expected one.");
    }
}
