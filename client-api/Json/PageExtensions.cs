using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Json;

/// <summary>Turns a page of the grains into an answer.</summary>
internal static class PageExtensions
{
    public static ListResponse<TResponse> ToResponse<TRow, TResponse>(this Page<TRow> page, Func<TRow, TResponse> map) =>
        new([.. page.Items.Select(map)], page.Next);
}
