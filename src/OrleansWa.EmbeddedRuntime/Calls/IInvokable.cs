using System.Reflection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>Method and arguments of a call.</summary>
public interface IInvokable
{
    /// <summary>Number of arguments.</summary>
    int GetArgumentCount();

    /// <summary>An argument.</summary>
    /// <param name="index">From zero.</param>
    object? GetArgument(int index);

    /// <summary>Replaces an argument.</summary>
    /// <param name="index">From zero.</param>
    /// <param name="value">A value of the parameter's type.</param>
    void SetArgument(int index, object value);

    /// <summary>Name of the method.</summary>
    string GetMethodName();

    /// <summary>Full name of the grain interface.</summary>
    string GetInterfaceName();

    /// <summary>The method of the interface.</summary>
    MethodInfo GetMethod();

    /// <summary>The grain interface.</summary>
    Type GetInterfaceType();
}
