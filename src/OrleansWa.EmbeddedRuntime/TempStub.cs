#pragma warning disable CS1591, CA1018, CA1019, CA1813, CA1822, CA1040, CA1711
namespace OrleansWa.EmbeddedRuntime;
public interface IGrain; public interface IGrainWithStringKey : IGrain;
[AttributeUsage(AttributeTargets.All)] public sealed class GenerateSerializerAttribute : Attribute;
[AttributeUsage(AttributeTargets.All)] public sealed class ImmutableAttribute : Attribute;
[AttributeUsage(AttributeTargets.All)] public sealed class AlwaysInterleaveAttribute : Attribute;
[AttributeUsage(AttributeTargets.All)] public sealed class ReadOnlyAttribute : Attribute;
[AttributeUsage(AttributeTargets.All)] public sealed class AliasAttribute(string a) : Attribute { public string Alias => a; }
[AttributeUsage(AttributeTargets.All)] public sealed class IdAttribute(uint a) : Attribute { public uint Id => a; }
public static class RequestContext { public static object? Get(string k) => null; public static void Set(string k, object v) { } }
