using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>What became of the messages that a fault names, from both sides, for whoever looks at a failing seed.</summary>
internal static partial class Story
{
    private const int MessagesMax = 3;

    private const string Tries = "SELECT number, started_at, ended_at, result, coalesce(error_code, '') FROM message_attempts WHERE message_id = '";

    public static IEnumerable<string> Of(Facts facts, string databasePath, IEnumerable<string> faults)
    {
        var named = faults.SelectMany(fault => MessageId().Matches(fault)).Select(match => match.Value).Distinct().Take(MessagesMax);
        foreach (var row in facts.Rows.Where(row => named.Contains(row.Id)))
        {
            yield return $"{row} is row {row.Seq}, unknown since {Time(row.UnknownSince)}";
            foreach (var attempt in facts.Of(row))
            {
                yield return $"  network: began {Time(attempt.StartedAt)} (its clock {Time(attempt.ClockAt)}), taken {Time(attempt.TakenAt)} as {attempt.WhatsAppId}, "
                    + $"answer {attempt.Answer?.Result} {attempt.Answer?.Error?.Code}{(attempt.IsCutOff ? ", cut off" : "")}{(attempt.IsLost ? ", lost" : "")}";
            }

            foreach (var line in StoredRow.Query(databasePath, Tries + row.Id + "' ORDER BY number", Try))
            {
                yield return line;
            }
        }
    }

    private static string Try(Microsoft.Data.Sqlite.SqliteDataReader row) =>
        $"  stored try {row.GetInt32(0)}: {Time(At(row.GetInt64(1)))} to {Time(At(row.GetInt64(2)))}, {row.GetString(3)} {row.GetString(4)}";

    private static DateTimeOffset At(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private static string Time(DateTimeOffset? at) => at?.ToString("dd HH:mm:ss.fff", CultureInfo.InvariantCulture) ?? "never";

    [GeneratedRegex("msg_[a-z0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex MessageId();
}
