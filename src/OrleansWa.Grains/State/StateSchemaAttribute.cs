namespace OrleansWa.Grains.State;

/// <summary>Schema number of a stored state. It grows when the JSON changes in a way that an older program could misread.</summary>
/// <param name="number">1 for the first shape ever shipped.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class StateSchemaAttribute(int number) : Attribute
{
    /// <summary>The number.</summary>
    public int Number { get; } = number;
}
