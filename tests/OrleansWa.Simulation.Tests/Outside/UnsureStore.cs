using System.Reflection;

namespace OrleansWa.Simulation.Tests.Outside;

/// <summary>One port behind <see cref="UnsureStores"/>.</summary>
public class UnsureStore : DispatchProxy
{
    private UnsureStores? _line;
    private object? _inner;

    internal void Begin(UnsureStores line, object inner) => (_line, _inner) = (line, inner);

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => _line!.Call(_inner!, targetMethod!, args ?? []);
}
