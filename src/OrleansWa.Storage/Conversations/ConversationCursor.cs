using System.Buffers.Text;
using System.Globalization;
using System.Text;
using OrleansWa.Contracts;

namespace OrleansWa.Storage.Conversations;

/// <summary>Where a page of conversations ended; opaque to callers.</summary>
/// <param name="LastActivityAt">Unix milliseconds of the last row.</param>
/// <param name="ChannelId">Its channel.</param>
/// <param name="ContactId">Its contact.</param>
internal sealed record ConversationCursor(long LastActivityAt, string ChannelId, string ContactId)
{
    /// <summary>Before every row: the first page.</summary>
    public static readonly ConversationCursor Start = new(long.MaxValue, "", "");

    /// <summary>The first time after that of the last row.</summary>
    public long After => LastActivityAt == long.MaxValue ? long.MaxValue : LastActivityAt + 1;

    public string Encode() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{LastActivityAt}\n{ChannelId}\n{ContactId}")));

    /// <summary>
    /// Where the page ended in one channel: its further rows are those whose (time, contact) is less. The order is time, channel, contact, so that of
    /// the rows of the very time those of a smaller channel are still to come, and those of a greater one were shown. Ids are ASCII: ordinal here and
    /// bytes in the database are one order.
    /// </summary>
    public (long LastActivityAt, string ContactId) Within(string channelId) => string.CompareOrdinal(channelId, ChannelId) switch
    {
        < 0 => (After, ""),
        0 => (LastActivityAt, ContactId),
        > 0 => (LastActivityAt, ""),
    };

    public static ConversationCursor Decode(string? cursor)
    {
        if (cursor is null)
        {
            return Start;
        }

        if (!Base64Url.IsValid(cursor))
        {
            throw Malformed();
        }

        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('\n');
        return parts.Length == 3 && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var at)
            ? new ConversationCursor(at, parts[1], parts[2])
            : throw Malformed();
    }

    private static ProblemException Malformed() =>
        new(ProblemKind.Invalid, "cursor_invalid", "The cursor is not one of ours; start again without it.", [new FieldError("cursor", "Not a cursor of this list.")]);
}
