using System.Globalization;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>What the answers of a connect mean. Pure.</summary>
internal static class ConnectAnswers
{
    private const int ObjectDoesNotExist = 33;

    /// <summary>Null when the call succeeded, else the problem.</summary>
    /// <param name="reply">The answer.</param>
    /// <param name="codeWhenMissing">Problem when Meta knows no such object.</param>
    /// <param name="codeWhenRefused">Problem for refusals that say nothing more precise.</param>
    public static ConnectOutcome? ProblemOf(GraphReply reply, string codeWhenMissing, string codeWhenRefused)
    {
        if (reply.Error is { } error)
        {
            return ConnectProblems.Of(CodeOf(error, reply.Status, codeWhenMissing, codeWhenRefused), Say(error));
        }

        return reply is { IsSuccess: true, IsJson: true }
            ? null
            : ConnectProblems.Of(ConnectProblems.ProviderUnreachable, reply.Reason ?? $"HTTP {reply.Status} without a readable answer.");
    }

    /// <summary>Whether the call may succeed when it is made again at once.</summary>
    public static bool IsTransient(GraphReply reply) => reply.Error is { Code: { } code }
        ? CloudApiErrors.Find(code, reply.Status).Action == ErrorAction.Retry
        : !(reply is { IsSuccess: true, IsJson: true }) && reply.Status is 0 or >= 500;

    /// <summary>Whether Meta does not know one of the fields that were asked for, as happens between versions.</summary>
    public static bool IsUnknownField(GraphReply reply) => reply.Error is { Code: 100, Subcode: not ObjectDoesNotExist };

    /// <summary>
    /// Null when a number of this status can send. Only words that surely cannot are refused: FLAGGED, RESTRICTED and RATE_LIMITED numbers
    /// still answer people, and words of later years are not ours to judge.
    /// </summary>
    public static ConnectOutcome? ProblemOfStatus(string? status, NumberProfile number) => status switch
    {
        "PENDING" or "DISCONNECTED" or "MIGRATED" or "DELETED" or "UNVERIFIED" or "OFFLINE" =>
            ConnectProblems.Of(ConnectProblems.NumberNotRegistered, $"its status is {status}.", number),
        "BANNED" => ConnectProblems.Of(ConnectProblems.AccountLocked, $"the number's status is {status}.", number),
        _ => null,
    };

    /// <summary>What Meta reports of the number.</summary>
    public static NumberProfile NumberOf(GraphReply reply) => new(
        reply.Json.Text("display_phone_number"u8),
        reply.Json.Text("verified_name"u8),
        reply.Json.Text("quality_rating"u8),
        reply.Json.Text("whatsapp_business_manager_messaging_limit"u8) ?? reply.Json.Text("messaging_limit_tier"u8),
        reply.Json.Member("throughput"u8).Text("level"u8),
        reply.Json.Text("name_status"u8));

    private static string CodeOf(CloudApiError error, int status, string codeWhenMissing, string codeWhenRefused) => error switch
    {
        { Code: 0 or 190 or 104 } => ConnectProblems.TokenInvalid,
        { Code: 3 or 10 or 131005 or (>= 200 and <= 299) } => ConnectProblems.PermissionMissing,
        { Code: 368 or 131031 } => ConnectProblems.AccountLocked,
        { Code: 133010 or 133006 } => ConnectProblems.NumberNotRegistered,
        { Code: 33 or 803 } or { Code: 100, Subcode: ObjectDoesNotExist } => codeWhenMissing,
        _ => CodeByAction(error, status, codeWhenRefused),
    };

    private static string CodeByAction(CloudApiError error, int status, string codeWhenRefused)
    {
        var rule = error.Code is { } code ? CloudApiErrors.Find(code, status) : CloudApiErrors.ByStatus(status, status);
        return rule.Action is ErrorAction.Retry or ErrorAction.Wait ? ConnectProblems.ProviderUnreachable : codeWhenRefused;
    }

    private static string Say(CloudApiError error) => string.Create(
        CultureInfo.InvariantCulture, $"{(error.Details.Length > 0 ? error.Details : error.Title)} (code {error.Code})");
}
