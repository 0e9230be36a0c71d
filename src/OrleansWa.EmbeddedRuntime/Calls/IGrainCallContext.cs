using System.Reflection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>A call under way.</summary>
public interface IGrainCallContext
{
    /// <summary>Method and arguments.</summary>
    IInvokable Request { get; }

    /// <summary>The grain object.</summary>
    object Grain { get; }

    /// <summary>The calling grain, or null when a client or the runtime itself calls.</summary>
    GrainId? SourceId { get; }

    /// <summary>The called grain.</summary>
    GrainId TargetId { get; }

    /// <summary>Full name of the grain interface.</summary>
    string InterfaceName { get; }

    /// <summary>Name of the method.</summary>
    string MethodName { get; }

    /// <summary>The method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>The result once <see cref="Invoke"/> has returned; a filter may replace it.</summary>
    object? Result { get; set; }

    /// <summary>Runs the next filter or the grain's method, and throws what it threw.</summary>
    Task Invoke();
}
