using System.Collections.Immutable;
using OrleansWa.Contracts;
using OrleansWa.Contracts.State;

namespace OrleansWa.Grains.Directory;

/// <summary>Pages over stored states: the cursor is the last key.</summary>
internal static class StatePages
{
    /// <summary>The key after which a page starts.</summary>
    /// <exception cref="ProblemException"><c>cursor_invalid</c> (400): not a cursor of this list.</exception>
    public static string? After(PageRequest request, string prefix) => request.Cursor switch
    {
        null => null,
        var cursor when cursor.StartsWith(prefix, StringComparison.Ordinal) && cursor.Contains('/', StringComparison.Ordinal) => cursor,
        _ => throw new ProblemException(
            ProblemKind.Invalid, "cursor_invalid", "Give the cursor of the page before, unchanged.", [new FieldError("cursor", "Not a cursor of this list.")]),
    };

    /// <summary>A page of views made from a page of rows.</summary>
    public static Page<T> Page<T>(ImmutableArray<T> views, IReadOnlyList<StoredState> rows, PageRequest request) =>
        new(views, rows.Count < request.Limit ? null : rows[^1].Key.GrainKey);
}
