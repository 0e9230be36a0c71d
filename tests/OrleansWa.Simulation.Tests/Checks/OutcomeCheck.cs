using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;
using OrleansWa.Simulation.Tests.Outside;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>Everything has settled, and what a row says agrees with what became of the message.</summary>
internal static class OutcomeCheck
{
    public static IEnumerable<string> Faults(Facts facts)
    {
        var statuses = facts.Posts.Where(p => p.Status is not null && p.Acknowledged > 0).ToLookup(p => p.Status!.WhatsAppId);
        foreach (var row in facts.Outgoing)
        {
            var attempts = facts.Of(row).ToList();
            var taken = attempts.Find(a => a.TakenAt is not null);
            var fault = WaitsToBeResent(facts, row) ? null
                : taken is null
                ? NotTaken(facts, row, attempts)
                : attempts.Count > 1 && facts.Asked(row) is { Resends: true }
                    ? Resent(row, [.. attempts.Where(a => a.TakenAt is not null).SelectMany(a => statuses[a.WhatsAppId!])])
                    : Taken(row, taken, [.. statuses[taken.WhatsAppId!]]);
            if (fault is not null)
            {
                yield return $"{row}: {fault}";
            }
        }
    }

    // One that may be sent again waits for the next day like any other, or for the end of an outage, and may expire meanwhile.
    private static bool WaitsToBeResent(Facts facts, StoredRow row) => facts.Asked(row) is { Resends: true } asked
        && (row.Status == MessageStatus.Pending ? facts.Caps.ContainsKey(row.AccountId) : row.Status == MessageStatus.Expired && asked.ExpiresAt is not null);

    private static string? Taken(StoredRow row, Attempt taken, List<Post> statuses)
    {
        var isAnswered = taken.Answer?.Result == SendResult.Accepted;
        // A status without our id finds its message by WhatsApp's, which only an answer brings.
        var known = statuses.Where(p => p.Status!.MessageId is not null || row.WhatsAppId == taken.WhatsAppId).ToList();
        var reported = Best(known);
        return reported is null
            ? row.Status == MessageStatus.Sent || (row is { Status: MessageStatus.Failed, ErrorCode: "outcome_unknown" } && row.WhatsAppId is null)
                ? null
                : $"was taken (answered: {isAnswered}) and no status came"
            : row.Status == reported ? null : $"was taken, and the statuses say {reported}";
    }

    // Of several attempts one may be taken and another refused: what arrived counts, and otherwise either may be told last.
    private static string? Resent(StoredRow row, List<Post> statuses)
    {
        var reported = Best([.. statuses.Where(p => p.Status!.MessageId is not null || row.WhatsAppId == p.Status.WhatsAppId)]);
        return reported is MessageStatus.Delivered or MessageStatus.Read
            ? row.Status == reported ? null : $"was sent again, and the statuses say {reported}"
            : row.Status is MessageStatus.Sent or MessageStatus.Failed or MessageStatus.Dead ? null : "was sent again and did not end";
    }

    private static MessageStatus? Best(List<Post> known) =>
        known.Exists(p => p.Is(MessageStatus.Read)) ? MessageStatus.Read
        : known.Exists(p => p.Is(MessageStatus.Delivered)) ? MessageStatus.Delivered
        : known.Exists(p => p.Is(MessageStatus.Failed)) ? MessageStatus.Failed
        : known.Exists(p => p.Is(MessageStatus.Sent)) ? MessageStatus.Sent
        : null;

    private static string? NotTaken(Facts facts, StoredRow row, List<Attempt> attempts) => row.Status switch
    {
        MessageStatus.Failed when row.ErrorCode == "outcome_unknown" => MayBeUnknown(attempts) ? null : "is unknown, but every attempt was answered",
        MessageStatus.Failed => attempts.Exists(a => a.Answer?.Action == ErrorAction.GiveUp) ? null : "failed, but nobody refused it",
        MessageStatus.Dead => attempts.Count(a => a.Answer?.Action == ErrorAction.Retry) > 1 ? null : "was given up without tries",
        // Their own checks say whether they may be.
        MessageStatus.Cancelled or MessageStatus.Expired => null,
        MessageStatus.Pending => facts.Caps.ContainsKey(row.AccountId) ? null : "still waits",
        _ => "was never taken",
    };

    // No attempt at all: the process died between the durable "sending" and the request.
    private static bool MayBeUnknown(List<Attempt> attempts) =>
        attempts.Count == 0 || attempts[^1].IsCutOff || attempts[^1].Answer is null or { Result: SendResult.Unknown } || attempts.Exists(a => a.Answer is { Result: SendResult.Rejected });
}
