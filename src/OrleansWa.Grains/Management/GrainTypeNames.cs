using System.Collections.Frozen;
using System.Reflection;

namespace OrleansWa.Grains.Management;

/// <summary>The grain types of this program that keep state: those whose classes take a persistent state.</summary>
internal static class GrainTypeNames
{
    /// <summary>Their names.</summary>
    public static FrozenSet<string> WithState { get; } = typeof(GrainTypeNames).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(Grain)) && KeepsState(type))
        .Select(NameOf)
        .ToFrozenSet(StringComparer.Ordinal);

    private static bool KeepsState(Type grain) => grain.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        .SelectMany(constructor => constructor.GetParameters())
        .Any(parameter => parameter.IsDefined(typeof(PersistentStateAttribute)));

    // As it is written: the two runtimes give the attribute's value in different ways.
    private static string NameOf(Type grain) =>
        (string)grain.GetCustomAttributesData().Single(data => data.AttributeType == typeof(GrainTypeAttribute)).ConstructorArguments[0].Value!;
}
