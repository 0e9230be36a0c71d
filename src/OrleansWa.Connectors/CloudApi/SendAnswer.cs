using System.Globalization;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// Decides what a send's answer proves. Taken: a 2xx with an id. Not taken: an error in Meta's own JSON, a status below 500 of anybody in
/// between, and a request whose body nobody began to read. Everything else is unknown: a gateway's 5xx may hide a message that went out.
/// </summary>
internal static class SendAnswer
{
    private const int WindowClosedCode = 131047;
    private const int RequestTimeout = 408;
    private const int TooManyRequests = 429;
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(3);

    /// <summary>The outcome; pure.</summary>
    public static SendOutcome Read(GraphReply reply) => reply.Failure switch
    {
        // It concerns every message alike, and an outage may last for hours: tries are for what Meta itself refuses.
        GraphFailure.NotSent => Rejected(ErrorAction.Wait, ErrorScope.Channel, "connection_failed", "Meta could not be reached", reply),
        GraphFailure.NoAnswer => Unknown("no_answer", "Meta's answer never came", reply.Reason),
        _ => ReadAnswer(reply),
    };

    /// <summary>The outcome while the circuit breaker is open: nothing was sent.</summary>
    public static SendOutcome BreakerOpen(TimeSpan wait) => new(
        SendResult.Rejected,
        Action: ErrorAction.Wait,
        Scope: ErrorScope.Channel,
        Error: new("circuit_open", "Meta does not answer at the moment", "Several attempts in a row had no usable answer.", "Nothing; it is sent again by itself."),
        RetryAfter: wait);

    /// <summary>The outcome for a message that cannot even be written down as a request.</summary>
    public static SendOutcome Refused(ErrorAction action, string code, string title, string remedy) => new(
        SendResult.Rejected,
        Action: action,
        Scope: action == ErrorAction.Fix ? ErrorScope.Channel : ErrorScope.Message,
        Error: new(code, title, string.Empty, remedy));

    private static SendOutcome ReadAnswer(GraphReply reply)
    {
        if (reply.IsSuccess && FirstOf(reply, "messages"u8, "id"u8) is { } id)
        {
            return new(SendResult.Accepted, id, FirstOf(reply, "contacts"u8, "wa_id"u8));
        }

        if (reply.Error is { } error && (error.Code is not null || !MayHideAcceptance(reply)))
        {
            return Rejected(error, reply);
        }

        return MayHideAcceptance(reply)
            ? Unknown("answer_unreadable", "Meta's answer could not be read", $"HTTP {reply.Status}")
            : RejectedByGateway(reply);
    }

    // 408 comes from a gateway that gave up waiting; what it had passed on by then nobody knows.
    private static bool MayHideAcceptance(GraphReply reply) => reply.IsSuccess || reply.Status is RequestTimeout or >= 500;

    private static SendOutcome Rejected(CloudApiError error, GraphReply reply)
    {
        var rule = error.Code is { } code ? CloudApiErrors.Find(code, reply.Status) : CloudApiErrors.ByStatus(reply.Status, reply.Status);
        return new(
            SendResult.Rejected,
            Action: rule.Action,
            Scope: rule.Scope,
            Error: error.ToMessageError(rule),
            RetryAfter: Longer(rule.MinWait, reply.RetryAfter),
            WindowClosed: rule.Code == WindowClosedCode);
    }

    private static SendOutcome RejectedByGateway(GraphReply reply) => reply.Status == TooManyRequests
        ? Rejected(ErrorAction.Wait, ErrorScope.Channel, "http_429", "Too many calls", reply) with
        {
            RetryAfter = Longer(TimeSpan.FromMinutes(1), reply.RetryAfter),
        }
        : Rejected(
            ErrorAction.Retry, ErrorScope.Message, string.Create(CultureInfo.InvariantCulture, $"http_{reply.Status}"),
            "Something between us and Meta refused the request", reply);

    private static SendOutcome Rejected(ErrorAction action, ErrorScope scope, string code, string title, GraphReply reply) => new(
        SendResult.Rejected,
        Action: action,
        Scope: scope,
        Error: new(code, title, reply.Reason ?? $"HTTP {reply.Status}", "Check the network and the setting CloudApi:BaseUrl; it is tried again by itself."),
        RetryAfter: Longer(null, reply.RetryAfter));

    private static SendOutcome Unknown(string code, string title, string? details) => new(
        SendResult.Unknown,
        Error: new(code, title, details ?? string.Empty, "Wait for the status of this message; sending it again now could send it twice."));

    private static string? FirstOf(GraphReply reply, ReadOnlySpan<byte> array, ReadOnlySpan<byte> member)
    {
        foreach (var item in reply.Json.Items(array))
        {
            return item.NonEmptyText(member);
        }

        return null;
    }

    private static TimeSpan? Longer(TimeSpan? ours, TimeSpan? theirs)
    {
        var bounded = theirs > LongestWait ? LongestWait : theirs;
        return ours is null || bounded > ours ? bounded ?? ours : ours;
    }
}
