using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OrleansWa.Contracts;

namespace OrleansWa.Storage.Messages;

/// <summary>Where a page of messages ended; opaque to callers. What follows is less: earlier, or of the same time with a lower number.</summary>
/// <param name="At">Unix milliseconds of the last row, by which the list is ordered.</param>
/// <param name="Seq">Its number.</param>
internal readonly record struct MessageCursor(long At, long Seq) : IComparable<MessageCursor>
{
    /// <summary>Before every row: the first page.</summary>
    public static readonly MessageCursor Start = new(long.MaxValue, long.MaxValue);

    public string Encode() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{At}\n{Seq}")));

    /// <summary>The cursor, or where rows before a time begin if that is later in the list.</summary>
    public MessageCursor NotBefore(DateTimeOffset? before)
    {
        var first = before is { } time ? new MessageCursor(time.ToUnixTimeMilliseconds(), 0) : Start;
        return CompareTo(first) < 0 ? this : first;
    }

    public int CompareTo(MessageCursor other) => At != other.At ? At.CompareTo(other.At) : Seq.CompareTo(other.Seq);

    public static MessageCursor Decode(string? cursor)
    {
        if (cursor is null)
        {
            return Start;
        }

        var parts = Base64Url.IsValid(cursor) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('\n') : [];
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
                ? new MessageCursor(at, seq)
                : throw new ProblemException(
                    ProblemKind.Invalid, "cursor_invalid", "The cursor is not one of ours; start again without it.", [new FieldError("cursor", "Not a cursor of this list.")]);
    }
}
