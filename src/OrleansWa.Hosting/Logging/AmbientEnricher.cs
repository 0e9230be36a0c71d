using System.Diagnostics;
using OrleansWa.Contracts;
using Serilog.Core;
using Serilog.Events;

namespace OrleansWa.Hosting.Logging;

/// <summary>Puts <c>tenant</c>, <c>channel</c>, <c>conversation</c> and <c>traceId</c> on every line that belongs to one (SPEC section 14).</summary>
internal sealed class AmbientEnricher : ILogEventEnricher
{
    // Of the host's own scope; paths may carry what callers put there.
    private static readonly string[] Unwanted = ["RequestPath", "RequestId", "ConnectionId", "TraceId", "SpanId", "ParentId"];

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        foreach (var name in Unwanted)
        {
            logEvent.RemovePropertyIfPresent(name);
        }

        var (tenant, channel, conversation) = Scope();
        Set(logEvent, "tenant", tenant);
        Set(logEvent, "channel", channel);
        Set(logEvent, "conversation", conversation);
        Set(logEvent, "traceId", Activity.Current?.TraceId.ToString());
    }

    // The turn of a grain knows better than the request that caused it.
    private static (string? Tenant, string? Channel, string? Conversation) Scope()
    {
        if (LogContext.GrainKey is { } key)
        {
            var scope = GrainKeys.Split(key);
            if (scope.Scope != GrainKeys.PlatformScope)
            {
                return scope;
            }
        }

        return RequestScope.Current is { } request ? (request.Tenant, request.Channel, request.Conversation) : default;
    }

    private static void Set(LogEvent line, string name, string? value)
    {
        // A line that names its own tenant or channel keeps it.
        if (!string.IsNullOrEmpty(value))
        {
            line.AddPropertyIfAbsent(new LogEventProperty(name, new ScalarValue(value)));
        }
    }
}
