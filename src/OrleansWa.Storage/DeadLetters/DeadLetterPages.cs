using OrleansWa.Contracts;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.DeadLetters;

/// <summary>Merges the heads of both ways into one page; pure.</summary>
internal static class DeadLetterPages
{
    /// <summary>A page from up to one row more than it holds of each way.</summary>
    public static Page<DeadLetter> Of(IReadOnlyList<MessageRow> outgoing, IReadOnlyList<(long Seq, IncomingDeadLetter Letter)> incoming, int limit)
    {
        var all = outgoing.Select(row => (Place: new DeadLetterCursor(row.FailedAt!.Value.ToUnixTimeMilliseconds(), row.Seq, false), Letter: new DeadLetter(row, null)))
            .Concat(incoming.Select(row => (Place: new DeadLetterCursor(row.Letter.FailedAt.ToUnixTimeMilliseconds(), row.Seq, true), Letter: new DeadLetter(null, row.Letter))))
            .OrderByDescending(one => one.Place.At).ThenBy(one => one.Place.IsIncoming).ThenByDescending(one => one.Place.Seq)
            .Take(limit + 1)
            .ToList();
        return new Page<DeadLetter>([.. all.Take(limit).Select(one => one.Letter)], all.Count > limit ? all[limit - 1].Place.Encode() : null);
    }

    /// <summary>Whether a way is wanted.</summary>
    public static bool Wants(DeadLetterFilter filter, DeadLetterDirection direction) => filter.Direction is null || filter.Direction == direction;
}
