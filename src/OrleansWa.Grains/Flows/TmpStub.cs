using System.Collections.Immutable;
using OrleansWa.Contracts;
#pragma warning disable
namespace OrleansWa.Grains.Flows;
internal sealed class FlowGraph { public static FlowGraph Parse(string json) => throw new NotImplementedException(); }
internal static class FlowValidator { public static ImmutableArray<FieldError> Validate(FlowGraph g) => []; }
internal static class FlowTriggers { public static (PublishedFlow Flow, string TriggerNodeId)? Match(IReadOnlyList<PublishedFlow> f, FlowInput i) => null; }
internal static class FlowEngine { public static FlowStep Start(PublishedFlow f, string t, FlowContext c, FlowInput i, DateTimeOffset now) => null!; public static FlowStep Resume(PublishedFlow f, FlowExecution t, FlowContext c, FlowInput i, DateTimeOffset now) => null!;}
