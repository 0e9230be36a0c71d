using System.Collections.Immutable;

namespace OrleansWa.Grains.Flows;

/// <summary>One turn of an execution. Either it waits (<see cref="Next"/>) or it ended (<see cref="Ended"/>), never both, never neither.</summary>
/// <param name="Next">The execution to store; null when it ended.</param>
/// <param name="Effects">What to do, in this order; also when it ended.</param>
/// <param name="Ended">Why it ended; null while it waits.</param>
internal sealed record FlowStep(FlowExecution? Next, ImmutableArray<FlowEffect> Effects, FlowEnd? Ended);
