using OrleansWa.Contracts;
using OrleansWa.Contracts.Management;

namespace OrleansWa.Grains.Management;

/// <summary>Where a page of grains begins: after this one. Written <c>type/key</c>; a type holds no slash.</summary>
/// <param name="Type">Type of the last grain before.</param>
/// <param name="Key">Key of the last grain before.</param>
internal sealed record GrainCursor(string Type, string Key)
{
    /// <summary>The cursor of a request, or null for the first page.</summary>
    /// <exception cref="ProblemException"><c>cursor_invalid</c> (400): not a cursor of this list.</exception>
    public static GrainCursor? Of(ListGrains request)
    {
        if (request.Page.Cursor is not { } text)
        {
            return null;
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var cursor = slash > 0 ? new GrainCursor(text[..slash], text[(slash + 1)..]) : null;
        return cursor is { Key.Length: > 0 }
            && (request.Type is null || request.Type == cursor.Type)
            && cursor.Key.StartsWith(request.Prefix, StringComparison.Ordinal)
                ? cursor
                : throw new ProblemException(
                    ProblemKind.Invalid, "cursor_invalid", "Give the cursor of the page before with the same filters, unchanged.", [new FieldError("cursor", "Not a cursor of this list.")]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Key}";
}
