using System.Reflection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>One method of a grain interface, prepared for fast calls.</summary>
internal abstract class GrainMethod
{
    private readonly MethodInvoker _invoker;
    private readonly int _cancellationIndex;

    protected GrainMethod(GrainInterface grainInterface, MethodInfo method)
    {
        Interface = grainInterface;
        Info = method;
        AlwaysInterleave = method.IsDefined(typeof(AlwaysInterleaveAttribute));
        IsReadOnly = method.IsDefined(typeof(ReadOnlyAttribute));
        IsOneWay = method.IsDefined(typeof(OneWayAttribute));
        _invoker = MethodInvoker.Create(method);
        _cancellationIndex = Array.FindLastIndex(method.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken));
    }

    internal GrainInterface Interface { get; }

    internal MethodInfo Info { get; }

    internal bool AlwaysInterleave { get; }

    internal bool IsReadOnly { get; }

    internal bool IsOneWay { get; }

    internal static GrainMethod Create(GrainInterface grainInterface, MethodInfo method)
    {
        var result = method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(NoResult);
        var type = typeof(GrainMethod<>).MakeGenericType(result);
        return (GrainMethod)System.Activator.CreateInstance(type, BindingFlags.Instance | BindingFlags.NonPublic, null, [grainInterface, method], null)!;
    }

    /// <summary>Sends a call; the result is what the method's return type says.</summary>
    internal abstract object Send(GrainId target, object?[] arguments);

    /// <summary>Runs the method and boxes its result; null for methods without one.</summary>
    internal abstract Task<object?> InvokeBoxed(object grain, object?[] arguments);

    internal object? Invoke(object grain, object?[] arguments) => _invoker.Invoke(grain, arguments.AsSpan());

    protected CancellationToken CancellationOf(object?[] arguments) =>
        _cancellationIndex < 0 ? CancellationToken.None : (CancellationToken)arguments[_cancellationIndex]!;
}
