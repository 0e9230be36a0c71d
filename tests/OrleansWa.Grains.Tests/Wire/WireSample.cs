using System.Collections.Immutable;
using System.Reflection;

namespace OrleansWa.Grains.Tests.Wire;

/// <summary>Makes instances in which no serialized member has its default value, so that one that is forgotten on the way shows.</summary>
internal sealed class WireSample
{
    private static readonly DateTimeOffset SomeTime = new(2026, 2, 3, 4, 5, 6, 789, TimeSpan.Zero);
    private int _last;

    /// <summary>Makes an instance.</summary>
    public object Make(Type type)
    {
        var number = ++_last;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Make(underlying);
        }

        return type switch
        {
            _ when type == typeof(string) => "text " + number,
            _ when type == typeof(bool) => true,
            _ when type == typeof(int) => number,
            _ when type == typeof(long) => (long)number << 33,
            _ when type == typeof(double) => number + 0.5,
            _ when type == typeof(decimal) => number + 0.25m,
            _ when type == typeof(byte) => (byte)(number % 255 + 1),
            _ when type == typeof(DateTimeOffset) => SomeTime.AddSeconds(number),
            _ when type == typeof(DateOnly) => DateOnly.FromDateTime(SomeTime.DateTime).AddDays(number),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMilliseconds(number),
            _ when type.IsEnum => Enum.GetValues(type).Cast<object>().Last(),
            _ when type.IsArray => MakeArray(type.GetElementType()!),
            _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) => MakeImmutableArray(type.GetGenericArguments()[0]),
            _ => MakeRecord(type),
        };
    }

    private Array MakeArray(Type element)
    {
        var array = Array.CreateInstance(element, 2);
        array.SetValue(Make(element), 0);
        array.SetValue(Make(element), 1);
        return array;
    }

    private object MakeImmutableArray(Type element) => typeof(ImmutableArray).GetMethods()
        .Single(method => method.Name == nameof(ImmutableArray.Create) && method.GetParameters() is [{ ParameterType.IsSZArray: true }])
        .MakeGenericMethod(element)
        .Invoke(null, [MakeArray(element)])!;

    private object MakeRecord(Type type)
    {
        var constructor = type.GetConstructors()
            .Where(candidate => candidate.GetParameters() is not [var only] || only.ParameterType != type)
            .MaxBy(candidate => candidate.GetParameters().Length);
        constructor.ShouldNotBeNull($"{type} has no public constructor; teach {nameof(WireSample)} to make one");
        var parameters = constructor.GetParameters();
        var made = constructor.Invoke([.. parameters.Select(parameter => Make(parameter.ParameterType))]);
        foreach (var member in WireContract.MembersOf(type).Where(member => !IsGiven(member, parameters)))
        {
            member.SetValue(made, Make(member.PropertyType));
        }

        return made;
    }

    private static bool IsGiven(PropertyInfo member, ParameterInfo[] parameters) =>
        Array.Exists(parameters, parameter => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase));
}
