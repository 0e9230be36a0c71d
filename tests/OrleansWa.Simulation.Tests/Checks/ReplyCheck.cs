using OrleansWa.Testing.Silo;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>
/// Every incoming message caused exactly one reply, the right one, in the order of intake; every request of the API one message; nothing else was
/// written, and nothing reached a number or a person it was not for.
/// </summary>
internal static class ReplyCheck
{
    public static IEnumerable<string> Faults(Facts facts) => Replies(facts).Concat(Requests(facts)).Concat(Uncaused(facts)).Concat(Strayed(facts));

    private static IEnumerable<string> Replies(Facts facts)
    {
        var outgoing = facts.Outgoing.ToDictionary(r => (r.TenantId, r.Id));
        foreach (var conversation in facts.Incoming.GroupBy(r => r.Conversation))
        {
            var (number, lastSeq) = (0, 0L);
            foreach (var incoming in conversation)
            {
                number++;
                if (!outgoing.TryGetValue((incoming.TenantId, Facts.ReplyId(incoming)), out var reply))
                {
                    yield return $"{incoming} was never answered";
                    continue;
                }

                var expected = Expected(facts.Flows[incoming.TenantId], incoming.Text, number);
                if (reply.Text != expected || reply.Conversation != incoming.Conversation)
                {
                    yield return $"{incoming} was answered by {reply} and not by '{expected}'";
                }

                if (reply.Seq < lastSeq)
                {
                    yield return $"{reply} was written before the reply to an earlier message";
                }

                lastSeq = reply.Seq;
            }
        }
    }

    private static string Expected(string flow, string text, int number) => flow switch
    {
        Clinic.EchoFlow => "eco " + text,
        _ => number % 2 == 1 ? "Qual é o seu nome?" : $"Olá {text}!",
    };

    private static IEnumerable<string> Requests(Facts facts)
    {
        var outgoing = facts.Outgoing.ToLookup(r => (r.AccountId, r.Text));
        foreach (var send in facts.Sends)
        {
            var rows = outgoing[(send.Clinic.AccountId, send.Text)].ToList();
            if (send.IsRefused && send.Receipts.Count == 0 && rows.Count == 0)
            {
                continue;
            }

            if (rows.Count != 1 || !send.Receipts.SetEquals([rows[0].Id]) || rows[0].Phone != send.Phone)
            {
                yield return $"'{send.Text}' of the API became {rows.Count} messages, with receipts {string.Join(", ", send.Receipts)}";
            }
        }
    }

    private static IEnumerable<string> Uncaused(Facts facts)
    {
        var caused = facts.Incoming.Select(Facts.ReplyId).Concat(facts.Sends.SelectMany(s => s.Receipts)).ToHashSet(StringComparer.Ordinal);
        return facts.Outgoing.Where(r => !caused.Contains(r.Id)).Select(r => $"nothing caused {r}");
    }

    private static IEnumerable<string> Strayed(Facts facts)
    {
        var rows = facts.Outgoing.ToDictionary(r => r.Id);
        foreach (var attempt in facts.Attempts)
        {
            if (!rows.TryGetValue(attempt.MessageId, out var row))
            {
                yield return $"message {attempt.MessageId} was sent and has no row";
            }
            else if (attempt.AccountId != row.AccountId || attempt.Phone != row.Phone || attempt.Text != row.Text)
            {
                yield return $"{row} went from {attempt.AccountId} as '{attempt.Text}'";
            }
        }
    }
}
