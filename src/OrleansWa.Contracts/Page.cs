using System.Collections.Immutable;

namespace OrleansWa.Contracts;

/// <summary>Asks for one page of a list.</summary>
/// <param name="Limit">Rows wanted, 1 to 200.</param>
/// <param name="Cursor">The <see cref="Page{T}.Next"/> of the page before; null for the first page.</param>
[GenerateSerializer, Immutable, Alias("wa.page-request.v1")]
public sealed record PageRequest([property: Id(0)] int Limit, [property: Id(1)] string? Cursor);

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="Next">Opaque cursor of the next page; null when this is the last.</param>
/// <typeparam name="T">Type of a row.</typeparam>
[GenerateSerializer, Immutable, Alias("wa.page.v1`1")]
public sealed record Page<T>([property: Id(0)] ImmutableArray<T> Items, [property: Id(1)] string? Next);
