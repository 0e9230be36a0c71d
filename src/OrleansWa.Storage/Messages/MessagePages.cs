using OrleansWa.Contracts;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Storage.Messages;

/// <summary>Pages of messages.</summary>
internal static class MessagePages
{
    /// <summary>Most rows of a page.</summary>
    public const int MaxRows = 1_000;

    /// <summary>A page of dead letters from one row more than it holds.</summary>
    public static Page<MessageRow> OfDeadLetters(IReadOnlyList<MessageRow> rows, int limit)
    {
        if (rows.Count <= limit)
        {
            return new Page<MessageRow>([.. rows], null);
        }

        var last = rows[limit - 1];
        return new Page<MessageRow>([.. rows.Take(limit)], new MessageCursor(last.FailedAt!.Value.ToUnixTimeMilliseconds(), last.Seq).Encode());
    }
}
