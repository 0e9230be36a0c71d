using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>Where each constructor argument of a grain comes from.</summary>
internal static class ConstructorArguments
{
    internal static Func<Activation, List<IActivationState>, object?> For(ParameterInfo parameter, RegisteredGrains registered)
    {
        var type = parameter.ParameterType;
        if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
        {
            return State(type, state);
        }

        if (type == typeof(IGrainContext))
        {
            return static (activation, _) => activation;
        }

        return parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { } keyed
            ? (activation, _) => activation.ActivationServices.GetRequiredKeyedService(type, keyed.Key)
            : Service(parameter, registered);
    }

    private static Func<Activation, List<IActivationState>, object?> Service(ParameterInfo parameter, RegisteredGrains registered)
    {
        var type = parameter.ParameterType;

        // A scope per activation costs more than the activation; it is opened for services that ask for one.
        var needsScope = type == typeof(IServiceProvider) || registered.NeedsScope(type);
        return (activation, _) =>
        {
            var services = needsScope ? activation.ActivationServices : activation.Silo.Services;
            return parameter.HasDefaultValue ? services.GetService(type) ?? parameter.DefaultValue : services.GetRequiredService(type);
        };
    }

    private static Func<Activation, List<IActivationState>, object?> State(Type type, PersistentStateAttribute attribute)
    {
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new InvalidOperationException($"[PersistentState] belongs on a parameter of type IPersistentState<T>, not {type}.");
        }

        var constructor = typeof(PersistentState<>).MakeGenericType(type.GetGenericArguments()).GetConstructors()[0];
        var invoker = ConstructorInvoker.Create(constructor);
        return (activation, states) =>
        {
            var storage = activation.Silo.StorageNamed(attribute.StorageName);
            var state = (IActivationState)invoker.Invoke(attribute.StateName, storage, activation.GrainId);
            states.Add(state);
            return state;
        };
    }
}
