using System.Collections.Immutable;
using OrleansWa.Contracts;
using OrleansWa.Contracts.State;

namespace OrleansWa.Grains.Directory;

/// <summary>Pages over stored states: the cursor is the last key.</summary>
internal static class StatePages
{
    /// <summary>A page of views made from a page of rows.</summary>
    public static Page<T> Page<T>(ImmutableArray<T> views, IReadOnlyList<StoredState> rows, PageRequest request) =>
        new(views, rows.Count < request.Limit ? null : rows[^1].Key.GrainKey);
}
