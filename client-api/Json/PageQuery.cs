using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Json;

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
