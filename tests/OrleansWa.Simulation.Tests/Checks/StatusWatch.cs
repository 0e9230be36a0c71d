using OrleansWa.Contracts.Messages;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>Looks at all rows again and again: a state never goes back, an unknown outcome ends in time, and no row changes its place.</summary>
/// <param name="mayResend">Whether a message may have several attempts that WhatsApp took.</param>
internal sealed class StatusWatch(Func<string, bool> mayResend)
{
    private readonly Dictionary<long, StoredRow> _last = [];

    /// <summary>What it saw.</summary>
    public List<string> Faults { get; } = [];

    // 10 minutes (decision 0005), and the minute of the reminder that looks, twice; later by as much as the clock was set back, or a failing store delays.
    private static readonly TimeSpan UnknownFor = TimeSpan.FromMinutes(12);

    /// <summary>Looks.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="now">Virtual time, by the clock of the machine.</param>
    /// <param name="delay">What may have delayed it.</param>
    /// <param name="upSince">Since when the process has been up; it can only be late with what it was up for.</param>
    public void Look(IReadOnlyList<StoredRow> rows, DateTimeOffset now, TimeSpan delay, DateTimeOffset upSince)
    {
        if (now - upSince > TimeSpan.FromMinutes(2) + delay)
        {
            Faults.AddRange(rows.Where(r => r.Status == MessageStatus.OutcomeUnknown && r.UnknownSince < now - UnknownFor - delay).Select(r => $"{now:O}: {r} is unknown for too long"));
        }

        foreach (var row in rows)
        {
            if (_last.TryGetValue(row.Seq, out var before) && before != row)
            {
                Compare(before, row);
            }

            _last[row.Seq] = row;
        }

        Faults.AddRange(_last.Keys.Except(rows.Select(r => r.Seq)).Select(seq => $"{now:O}: row {_last[seq]} is gone"));
    }

    private void Compare(StoredRow before, StoredRow now)
    {
        // Of several attempts the failure of one may be told before the acceptance of another.
        var isOfAnother = before.Status == MessageStatus.Failed && mayResend(now.Id);
        if (!isOfAnother && !MayBecome(before, now.Status))
        {
            Faults.Add($"a state went back from {before.Status} to {now}");
        }

        if (before with { Status = now.Status, WhatsAppId = now.WhatsAppId, ErrorCode = now.ErrorCode, UnknownSince = now.UnknownSince, Phone = now.Phone } != now)
        {
            Faults.Add($"{before} was rewritten to {now}");
        }

        if (!isOfAnother && before.WhatsAppId is not null && before.WhatsAppId != now.WhatsAppId)
        {
            Faults.Add($"{now} changed its WhatsApp id");
        }
    }

    private static bool MayBecome(StoredRow before, MessageStatus now) => before.Status switch
    {
        MessageStatus.Pending or MessageStatus.Sending or MessageStatus.OutcomeUnknown => now != MessageStatus.Received,
        MessageStatus.Sent => now is MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Read or MessageStatus.Failed,
        MessageStatus.Delivered => now is MessageStatus.Delivered or MessageStatus.Read,
        // A failure that we only assumed gives way to any news.
        MessageStatus.Failed when before.ErrorCode == "outcome_unknown" => now is MessageStatus.Failed or MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Read,
        MessageStatus.Failed or MessageStatus.Dead => now == before.Status || now is MessageStatus.Delivered or MessageStatus.Read,
        _ => now == before.Status,
    };
}
