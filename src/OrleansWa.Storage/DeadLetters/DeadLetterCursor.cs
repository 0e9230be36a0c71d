using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OrleansWa.Contracts;
using OrleansWa.Contracts.DeadLetters;
using OrleansWa.Storage.Messages;

namespace OrleansWa.Storage.DeadLetters;

/// <summary>
/// Where a page of dead letters ended; opaque to callers. Both ways share one order: by time, of equal time outgoing ones first, then by number. Each way
/// goes on at its own place in it.
/// </summary>
/// <param name="At">Unix milliseconds at which the last one failed.</param>
/// <param name="Seq">Its number among its own kind.</param>
/// <param name="IsIncoming">Which kind.</param>
internal readonly record struct DeadLetterCursor(long At, long Seq, bool IsIncoming)
{
    private const string Incoming = "in";
    private const string Outgoing = "out";

    private static readonly DeadLetterCursor Start = new(long.MaxValue, long.MaxValue, IsIncoming: false);

    /// <summary>Where outgoing ones go on.</summary>
    public MessageCursor OutgoingAfter(DeadLetterFilter filter) => new MessageCursor(At, IsIncoming ? 0 : Seq).NotBefore(filter.Before);

    /// <summary>Where incoming ones go on.</summary>
    public MessageCursor IncomingAfter(DeadLetterFilter filter) => new MessageCursor(At, IsIncoming ? Seq : long.MaxValue).NotBefore(filter.Before);

    public string Encode() => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At}\n{Seq}\n{(IsIncoming ? Incoming : Outgoing)}")));

    public static DeadLetterCursor Decode(string? cursor)
    {
        if (cursor is null)
        {
            return Start;
        }

        var parts = Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('\n') : [];
        return parts.Length == 3
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
            && parts[2] is Incoming or Outgoing
                ? new DeadLetterCursor(at, seq, parts[2] == Incoming)
                : throw new ProblemException(
                    ProblemKind.Invalid, "cursor_invalid", "The cursor is not one of ours; start again without it.", [new FieldError("cursor", "Not a cursor of this list.")]);
    }
}
