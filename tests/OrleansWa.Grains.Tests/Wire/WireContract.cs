using System.Reflection;
using OrleansWa.Contracts;

namespace OrleansWa.Grains.Tests.Wire;

/// <summary>What crosses the wire: the marked types of the contracts, and every parameter and result of a grain's method.</summary>
internal static class WireContract
{
    private static readonly Assembly Contracts = typeof(GrainKeys).Assembly;

    /// <summary>Types that are marked; generic ones are closed where a grain interface uses them.</summary>
    public static IEnumerable<Type> MarkedTypes => Contracts.GetTypes()
        .Where(type => type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false) && !type.ContainsGenericParameters)
        .OrderBy(type => type.FullName, StringComparer.Ordinal);

    /// <summary>Methods of grain interfaces.</summary>
    public static IEnumerable<MethodInfo> GrainMethods => Contracts.GetTypes()
        .Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrainWithStringKey)))
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => type.GetMethods());

    /// <summary>Types that a method takes and gives.</summary>
    public static IEnumerable<Type> TypesOf(MethodInfo method)
    {
        var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).Where(type => type != typeof(CancellationToken));
        return method.ReturnType.IsGenericType ? parameters.Append(method.ReturnType.GetGenericArguments()[0]) : parameters;
    }

    /// <summary>All of them, once.</summary>
    public static IEnumerable<Type> AllTypes => MarkedTypes.Concat(GrainMethods.SelectMany(TypesOf)).Distinct();

    /// <summary>Members that are serialized.</summary>
    public static IEnumerable<PropertyInfo> MembersOf(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(property => property.IsDefined(typeof(IdAttribute)));
}
