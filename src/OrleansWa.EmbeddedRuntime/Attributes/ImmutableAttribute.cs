namespace OrleansWa.EmbeddedRuntime;

/// <summary>Promises that the value never changes, so that a call may pass it without a copy. This runtime never copies: every argument and result must keep the promise.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Field | AttributeTargets.Property | AttributeTargets.Parameter | AttributeTargets.ReturnValue, Inherited = false)]
public sealed class ImmutableAttribute : Attribute;
