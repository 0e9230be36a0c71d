namespace OrleansWa.EmbeddedRuntime;

/// <summary>Makes a call of this method complete as soon as it is handed over; its outcome, also its exception, is never seen by the caller.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
