using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Messages;

/// <summary>What a status or an outcome makes of a message; pure.</summary>
internal static class MessageProgressRules
{
    private const int EarlierLengthMax = 1_000;

    /// <summary>
    /// Applies a reported status: the state by the monotonic rule, the time of the transition always (but never overwritten), the WhatsApp id
    /// when it was missing. A failure that passes makes the message pending again, as long as it has tries and time left. Unchanged, it returns
    /// the same value.
    /// </summary>
    public static MessageProgress Report(MessageProgress message, ReportedStatus report)
    {
        if (IsOfAnotherAttempt(message, report))
        {
            return message;
        }

        var timed = Stamp(message, report.Status, report.At) with { WhatsAppId = message.WhatsAppId ?? report.WhatsAppId };
        if (!MessageStatusRules.Replaces(message.Status, report.Status, MessageErrors.IsAssumed(message.Status, message.Error?.Code)))
        {
            return timed;
        }

        return report.RetryAt is { } retryAt && MayBeTriedAgain(message, report)
            ? Again(timed, report, retryAt)
            : timed with { Status = report.Status, Error = report.Status == MessageStatus.Failed ? report.Error : null, UnknownAt = null };
    }

    /// <summary>
    /// Applies the outcome of the present attempt. A row that a status has moved on keeps its state; acceptance is a report like any other.
    /// </summary>
    public static MessageProgress Conclude(MessageProgress message, AttemptOutcome outcome)
    {
        if (outcome.Status == MessageStatus.Sent)
        {
            var sent = message with { UsesFallback = message.UsesFallback || outcome.UsesFallback };
            return Report(WithoutFailureOfAnother(sent, outcome), new ReportedStatus(MessageStatus.Sent, outcome.At, outcome.WhatsAppId, null));
        }

        var known = message with { WhatsAppId = message.WhatsAppId ?? outcome.WhatsAppId, UsesFallback = message.UsesFallback || outcome.UsesFallback };
        return IsInFlight(message) ? Refuse(known, outcome) : known;
    }

    /// <summary>Whether an outcome is that of the present attempt.</summary>
    public static bool IsOfPresentAttempt(MessageProgress message, AttemptOutcome outcome) =>
        message.Attempts == outcome.Attempt && message.Claim == outcome.Token;

    /// <summary>Whether the present attempt has no outcome yet.</summary>
    public static bool IsInFlight(MessageProgress message) => message.Status is MessageStatus.Sending or MessageStatus.OutcomeUnknown;

    private static bool MayBeTriedAgain(MessageProgress message, ReportedStatus report) =>
        message.Attempts - message.AttemptsBefore < report.TriesMax && (message.ExpiresAt is not { } end || report.RetryAt < end);

    // What failed under its WhatsApp id goes as a new one; a repeated report of the old one says nothing any more.
    private static MessageProgress Again(MessageProgress message, ReportedStatus report, DateTimeOffset at) => message with
    {
        Status = MessageStatus.Pending,
        DueAt = at,
        Ready = false,
        Error = report.Error,
        WhatsAppId = null,
        EarlierWhatsAppIds = Remember(message.EarlierWhatsAppIds, message.WhatsAppId),
        UnknownAt = null,
        SentAt = null,
        FailedAt = null,
    };

    private static string? Remember(string? earlier, string? whatsAppId)
    {
        var all = whatsAppId is null ? earlier : earlier is null ? whatsAppId : earlier + " " + whatsAppId;
        return all is { Length: > EarlierLengthMax } ? all[^EarlierLengthMax..] : all;
    }

    // Only a message that is sent again has several WhatsApp ids. That an earlier one failed says nothing about the one that was taken, and after a
    // retry by hand a repeated report that it was sent says nothing either; that it arrived after all, does.
    private static bool IsOfAnotherAttempt(MessageProgress message, ReportedStatus report) => report.Status switch
    {
        _ when report.WhatsAppId is null => false,
        MessageStatus.Failed => (message.WhatsAppId is not null && message.WhatsAppId != report.WhatsAppId) || IsEarlier(message, report.WhatsAppId),
        MessageStatus.Sent => IsEarlier(message, report.WhatsAppId),
        _ => false,
    };

    private static bool IsEarlier(MessageProgress message, string whatsAppId) =>
        message.EarlierWhatsAppIds is { } earlier && earlier.Split(' ').Contains(whatsAppId, StringComparer.Ordinal);

    private static MessageProgress WithoutFailureOfAnother(MessageProgress message, AttemptOutcome outcome) =>
        message is { Status: MessageStatus.Failed, WhatsAppId: not null } && outcome.WhatsAppId is not null && message.WhatsAppId != outcome.WhatsAppId
            ? message with { Status = MessageStatus.Sending, WhatsAppId = outcome.WhatsAppId, FailedAt = null, Error = null }
            : message;

    private static MessageProgress Refuse(MessageProgress message, AttemptOutcome outcome)
    {
        var dueAt = outcome.DueAt ?? outcome.At;
        var next = message with
        {
            Status = outcome.Status,
            Error = outcome.Error,
            Attempts = outcome.CountsAsTry ? message.Attempts : Math.Max(0, message.Attempts - 1),
            UnknownAt = outcome.Status == MessageStatus.OutcomeUnknown ? message.UnknownAt ?? outcome.At : null,
        };
        return outcome.Status switch
        {
            MessageStatus.Pending => next with { DueAt = dueAt, Ready = dueAt <= outcome.At },
            MessageStatus.Failed or MessageStatus.Dead => next with { FailedAt = next.FailedAt ?? outcome.At },
            _ => next,
        };
    }

    private static MessageProgress Stamp(MessageProgress message, MessageStatus status, DateTimeOffset at) => status switch
    {
        MessageStatus.Sent => message with { SentAt = message.SentAt ?? at },
        MessageStatus.Delivered => message with { DeliveredAt = message.DeliveredAt ?? at },
        MessageStatus.Read => message with { ReadAt = message.ReadAt ?? at },
        MessageStatus.Played => message with { PlayedAt = message.PlayedAt ?? at },
        MessageStatus.Failed => message with { FailedAt = message.FailedAt ?? at },
        _ => message,
    };
}
