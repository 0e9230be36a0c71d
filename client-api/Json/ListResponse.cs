namespace OrleansWa.ClientApi.Json;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="NextCursor">Give it as <c>?cursor=</c> to read on; null on the last page.</param>
/// <typeparam name="T">Type of a row.</typeparam>
public sealed record ListResponse<T>(IReadOnlyList<T> Items, string? NextCursor);
