using OrleansWa.Simulation.Tests.Outside;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>What was acknowledged is in history, once, where it belongs, and is handled.</summary>
internal static class IntakeCheck
{
    public static IEnumerable<string> Faults(Facts facts, string databasePath)
    {
        var stored = facts.Incoming.ToLookup(r => (r.AccountId, r.WhatsAppId));
        var told = facts.Posts.Where(p => p.Message is not null).ToList();
        foreach (var post in told)
        {
            var rows = stored[(post.Clinic.AccountId, post.Message!.WhatsAppId)].ToList();
            if (post.Acknowledged == 0)
            {
                yield return $"'{post.Message.Text}' was never acknowledged";
            }
            else if (rows.Count != 1)
            {
                yield return $"'{post.Message.Text}' is in history {rows.Count} times";
            }
            else if (!IsItself(post, rows[0]))
            {
                yield return $"'{post.Message.Text}' became {rows[0]}";
            }
        }

        var known = told.Select(p => (p.Clinic.AccountId, p.Message!.WhatsAppId)).ToHashSet();
        foreach (var row in facts.Incoming.Where(r => !known.Contains((r.AccountId, r.WhatsAppId!))))
        {
            yield return $"nobody wrote {row}";
        }

        foreach (var unhandled in StoredRow.Query(databasePath, "SELECT message_id FROM inbox WHERE handled = 0", row => row.GetString(0)))
        {
            yield return $"event {unhandled} was never handled";
        }
    }

    private static bool IsItself(Post post, StoredRow row) =>
        row.TenantId == post.Clinic.TenantId
        && row.ChannelId == post.Clinic.ChannelId
        && row.Text == post.Message!.Text
        && post.Message.Sender.Aliases[0].Value == row.Phone;
}
