using System.Text;
using Serilog.Core;
using Serilog.Events;

namespace OrleansWa.Hosting.Logging;

/// <summary>Writes tenant, channel and conversation for people: <c>[acme/main/c1x]</c>. For the format <c>text</c> only.</summary>
internal sealed class WhereEnricher : ILogEventEnricher
{
    private static readonly string[] Names = ["tenant", "channel", "conversation"];

    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        var text = new StringBuilder();
        foreach (var name in Names)
        {
            if (logEvent.Properties.TryGetValue(name, out var value) && value is ScalarValue { Value: string part })
            {
                text.Append(text.Length == 0 ? " [" : "/").Append(part);
            }
        }

        logEvent.AddPropertyIfAbsent(new LogEventProperty("Where", new ScalarValue(text.Length == 0 ? "" : text.Append(']').ToString())));
    }
}
