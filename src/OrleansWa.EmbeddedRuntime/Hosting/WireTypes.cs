using System.Reflection;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>Which types may be arguments and results.</summary>
internal static class WireTypes
{
    /// <summary>Types, or types of their members, that no serializer would be generated for.</summary>
    internal static IEnumerable<string> Problems(IEnumerable<Type> types)
    {
        var seen = new HashSet<Type>();
        return types.SelectMany(type => Problems(type, seen));
    }

    private static IEnumerable<string> Problems(Type type, HashSet<Type> seen)
    {
        if (!seen.Add(type) || type.IsEnum || type.IsGenericParameter || type.IsAssignableTo(typeof(IAddressable)))
        {
            return [];
        }

        if (type.IsArray)
        {
            return Problems(type.GetElementType()!, seen);
        }

        return IsKnown(type)
            ? type.GetGenericArguments().SelectMany(argument => Problems(argument, seen))
            : ProblemsOfOwn(type, seen);
    }

    private static IEnumerable<string> ProblemsOfOwn(Type type, HashSet<Type> seen)
    {
        if (!type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            return [$"{type.FullName} has no [GenerateSerializer]."];
        }

        var members = type.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.IsDefined(typeof(IdAttribute)));
        return members.SelectMany(property => Problems(property.PropertyType, seen));
    }

    private static bool IsKnown(Type type) => type.Namespace is "System" || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true;
}
