using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Json;

/// <summary>One page of a list.</summary>
/// <param name="Items">The rows.</param>
/// <param name="NextCursor">Give it as <c>?cursor=</c> to read on; null on the last page.</param>
/// <typeparam name="T">Type of a row.</typeparam>
public sealed record ListResponse<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Query of a list. The limit is text here, so that a wrong one is answered by name.</summary>
/// <param name="Limit">Rows wanted, 1 to 200; 50 by default.</param>
/// <param name="Cursor">The <c>nextCursor</c> of the page before.</param>
internal readonly record struct PageQuery([FromQuery(Name = "limit")] string? Limit, [FromQuery(Name = "cursor")] string? Cursor)
{
    public const int LimitDefault = 50;
    public const int LimitMax = 200;
    private const int CursorLengthMax = 1024;

    public PageRequest ToRequest()
    {
        var check = new BodyCheck();
        var limit = LimitDefault;
        if (!string.IsNullOrEmpty(Limit)
            && !(int.TryParse(Limit, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= LimitMax))
        {
            check.Add("limit", $"A whole number from 1 to {LimitMax}.");
        }

        if (Cursor?.Length > CursorLengthMax)
        {
            check.Add("cursor", "This is no cursor of ours.");
        }

        check.ThrowIfInvalid();
        return new PageRequest(limit, string.IsNullOrEmpty(Cursor) ? null : Cursor);
    }
}

/// <summary>Turns a page of the grains into an answer.</summary>
internal static class PageExtensions
{
    public static ListResponse<TResponse> ToResponse<TRow, TResponse>(this Page<TRow> page, Func<TRow, TResponse> map) =>
        new([.. page.Items.Select(map)], page.Next);
}
