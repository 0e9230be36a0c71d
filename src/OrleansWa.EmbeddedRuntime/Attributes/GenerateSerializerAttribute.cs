namespace OrleansWa.EmbeddedRuntime;

/// <summary>Says that a type may cross a grain call; the Orleans build generates its serializer. Not inherited: each type needs its own.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute;
