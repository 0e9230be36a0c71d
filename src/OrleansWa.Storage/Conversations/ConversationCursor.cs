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

    public string Encode() => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{LastActivityAt}\n{ChannelId}\n{ContactId}")));

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
