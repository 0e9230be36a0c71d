using OrleansWa.Contracts.Channels;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// The one place that knows what an error code means. Decisions follow the code and never the HTTP status, which Meta couples loosely to it
/// (Meta, "Cloud API error codes"); the status decides only for codes that are not in the table.
/// </summary>
public static class CloudApiErrors
{
    private const string Alert = "Look the code up in Meta's list of error codes, and tell the maintainers that it is missing here.";

    /// <summary>All single codes of the table.</summary>
    public static IEnumerable<CloudApiErrorRule> All => CloudApiErrorTable.Rules.Values;

    /// <summary>The rule for a code; for codes nobody knows by HTTP status: 5xx retry, 429 wait for the channel, else give up.</summary>
    /// <param name="code">Meta's code.</param>
    /// <param name="httpStatus">Status of the answer; 0 for errors that came by webhook.</param>
    public static CloudApiErrorRule Find(int code, int httpStatus = 0) =>
        CloudApiErrorTable.Rules.TryGetValue(code, out var rule) ? rule : InRange(code) ?? ByStatus(code, httpStatus);

    /// <summary>The rule for an answer that names no code.</summary>
    internal static CloudApiErrorRule ByStatus(int code, int httpStatus) => httpStatus switch
    {
        >= 500 => new(code, ErrorAction.Retry, ErrorScope.Message, "Meta failed for a reason we do not know", Alert),
        429 => new(code, ErrorAction.Wait, ErrorScope.Channel, "Too many calls", "Wait; lower the pace if it comes again.", TimeSpan.FromMinutes(1)),
        _ => new(code, ErrorAction.GiveUp, ErrorScope.Message, "Refused for a reason we do not know", Alert),
    };

    private static CloudApiErrorRule? InRange(int code)
    {
        foreach (var range in CloudApiErrorTable.Ranges)
        {
            if (code >= range.First && code <= range.Last)
            {
                return range.Rule with { Code = code };
            }
        }

        return null;
    }
}
