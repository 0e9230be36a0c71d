using System.Reflection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>What the compiler does not check, checked at start: one list of everything that is wrong.</summary>
internal static class GrainRules
{
    private static readonly Type[] Markers = [typeof(IAddressable), typeof(IGrain), typeof(IGrainWithStringKey)];

    internal static IEnumerable<string> Check(EmbeddedSilo silo)
    {
        var classes = silo.Types.Classes;
        var interfaces = classes
            .SelectMany(known => known.Type.GetInterfaces())
            .Where(type => type.IsAssignableTo(typeof(IGrain)) && !Markers.Contains(type))
            .Distinct()
            .OrderBy(type => type.FullName, StringComparer.Ordinal);
        return classes.SelectMany(known => CheckClass(known, silo)).Concat(Duplicates(classes)).Concat(interfaces.SelectMany(CheckInterface));
    }

    private static IEnumerable<string> CheckClass(GrainClass grainClass, EmbeddedSilo silo)
    {
        var type = grainClass.Type;
        if (!type.IsSealed)
        {
            yield return $"{type.FullName} is not sealed.";
        }

        if (!type.IsDefined(typeof(GrainTypeAttribute)))
        {
            yield return $"{type.FullName} has no [GrainType].";
        }

        if (type.IsGenericType || !type.IsAssignableTo(typeof(IGrain)))
        {
            yield return $"{type.FullName} is generic or implements no grain interface.";
        }

        foreach (var problem in CheckStates(grainClass, silo))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> CheckStates(GrainClass grainClass, EmbeddedSilo silo)
    {
        var names = grainClass.Constructor.GetParameters().Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>());
        foreach (var state in names.OfType<PersistentStateAttribute>())
        {
            if (!silo.HasStorage(state.StorageName))
            {
                yield return $"{grainClass.Type.FullName} keeps state '{state.StateName}' in storage '{state.StorageName ?? "Default"}', which is not registered.";
            }
        }
    }

    private static IEnumerable<string> Duplicates(IEnumerable<GrainClass> classes) =>
        from known in classes
        group known by known.GrainType into same
        where same.Count() > 1
        select $"{string.Join(" and ", same.Select(known => known.Type.FullName))} have the same grain type '{same.Key}'.";

    private static IEnumerable<string> CheckInterface(Type type)
    {
        if (!type.IsDefined(typeof(AliasAttribute)))
        {
            yield return $"{type.FullName} has no [Alias].";
        }

        foreach (var problem in type.GetMethods().SelectMany(CheckMethod))
        {
            yield return problem;
        }
    }

    private static IEnumerable<string> CheckMethod(MethodInfo method)
    {
        var name = $"{method.DeclaringType!.FullName}.{method.Name}";
        if (!method.IsDefined(typeof(AliasAttribute)))
        {
            yield return $"{name} has no [Alias].";
        }

        if (!ReturnsTask(method.ReturnType))
        {
            yield return $"{name} returns {method.ReturnType.Name}; expected Task, Task<T>, ValueTask or ValueTask<T>.";
        }

        if (method.IsGenericMethod || method.GetParameters().Any(parameter => parameter.ParameterType.IsByRef))
        {
            yield return $"{name} is generic or has a ref, in or out parameter.";
        }

        var types = method.GetParameters().Select(parameter => parameter.ParameterType).Concat(method.ReturnType.GetGenericArguments());
        foreach (var problem in WireTypes.Problems(types))
        {
            yield return $"{name}: {problem}";
        }
    }

    private static bool ReturnsTask(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));
}
