using System.Reflection;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Grains.Channels;

namespace OrleansWa.Rules.Tests.Tidy;

/// <summary>What goes over the wire has names and numbers that outlive the code (DESIGN.md, "Orleans idioms").</summary>
public sealed class TidyContractTests
{
    private static readonly Assembly Contracts = typeof(FieldError).Assembly;
    private static readonly Assembly Grains = typeof(ChannelTransitions).Assembly;

    private static IEnumerable<Type> GrainInterfaces => Contracts.GetTypes().Where(type => type.IsInterface && type.IsAssignableTo(typeof(IGrain)));

    private static IEnumerable<Type> WireTypes => Contracts.GetTypes().Where(type => Has<GenerateSerializerAttribute>(type));

    [Fact]
    public void Contracts_AreFound()
    {
        GrainInterfaces.ShouldContain(typeof(IChannelGrain));
        WireTypes.ShouldContain(typeof(ChannelView));
        Members(typeof(ChannelView)).Count().ShouldBe(13);
    }

    [Fact]
    public void GrainInterfaces_HaveAnAliasOfTheirOwn()
    {
        GrainInterfaces.Where(type => AliasOf(type) is null).ShouldBeEmpty();
        Twice(GrainInterfaces.Select(AliasOf)).ShouldBeEmpty();
    }

    [Fact]
    public void GrainMethods_HaveAnAliasOfTheirOwn()
    {
        Methods.Where(method => AliasOf(method) is null).Select(Shown).ShouldBeEmpty();
        Twice(Methods.Select(method => $"{AliasOf(method.DeclaringType!)}/{AliasOf(method)}")).ShouldBeEmpty();
    }

    [Fact]
    public void GrainMethods_CanBeCancelled() =>
        Methods.Where(method => method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)).Select(Shown).ShouldBeEmpty();

    [Fact]
    public void GrainMethods_AnswerWithATask() => Methods.Where(method => !method.ReturnType.IsAssignableTo(typeof(Task))).Select(Shown).ShouldBeEmpty();

    [Fact]
    public void WireTypes_HaveAnAliasOfTheirOwn()
    {
        WireTypes.Where(type => AliasOf(type) is null).ShouldBeEmpty();
        Twice(WireTypes.Select(AliasOf)).ShouldBeEmpty();
    }

    // Without it Orleans cannot read the name back.
    [Fact]
    public void GenericWireTypes_SayInTheirAliasHowManyArgumentsTheyTake() => WireTypes
        .Where(type => type.IsGenericType && !AliasOf(type)!.EndsWith("`" + type.GetGenericArguments().Length, StringComparison.Ordinal))
        .ShouldBeEmpty();

    [Fact]
    public void WireTypes_AreSealedAndImmutable() => WireTypes
        .Where(type => !type.IsValueType && !type.IsAssignableTo(typeof(Exception)))
        .Where(type => !type.IsSealed || !Has<ImmutableAttribute>(type))
        .ShouldBeEmpty();

    [Fact]
    public void WireMembers_HaveAnIdOfTheirOwn()
    {
        WireTypes.SelectMany(Members).Where(member => IdOf(member) is null).Select(Shown).ShouldBeEmpty();
        WireTypes.SelectMany(type => Twice(Members(type).Select(member => $"{type.Name} {IdOf(member)}"))).ShouldBeEmpty();
    }

    [Fact]
    public void Enums_BeginWithNothing() => Contracts.GetTypes().Concat(Grains.GetTypes())
        .Where(type => type.IsEnum && !IsNothing(type, Enum.GetName(type, Enum.ToObject(type, 0))))
        .ShouldBeEmpty();

    [Fact]
    public void GrainClasses_AreSealedAndNamed() => Grains.GetTypes()
        .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IGrain)))
        .Where(type => !type.IsSealed || type.GetCustomAttributes().All(attribute => attribute.GetType().Name != "GrainTypeAttribute"))
        .ShouldBeEmpty();

    private static IEnumerable<MethodInfo> Methods => GrainInterfaces.SelectMany(type => type.GetMethods());

    // What has no setter is computed from the rest and does not travel.
    private static IEnumerable<PropertyInfo> Members(Type type) => type
        .GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        .Where(property => property.SetMethod is not null);

    // A scope always holds back at least the message, so that zero has a meaning that is safe.
    private static bool IsNothing(Type type, string? zero) => zero is "Unknown" or "None" || type == typeof(ErrorScope);

    private static bool Has<T>(MemberInfo member)
        where T : Attribute => member.IsDefined(typeof(T), inherit: false);

    private static string? AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    private static uint? IdOf(MemberInfo member) => member.GetCustomAttribute<IdAttribute>(inherit: false)?.Id;

    private static string Shown(MemberInfo member) => $"{member.DeclaringType?.Name}.{member.Name}";

    private static IEnumerable<string?> Twice(IEnumerable<string?> names) => names.GroupBy(name => name).Where(group => group.Count() > 1).Select(g => g.Key);
}
