using System.Globalization;
using System.Text;
using System.Text.Json;

namespace OrleansWa.CloudApiEmulator.Graph;

/// <summary>One page of a Graph list: 25 items by default, 100 at most, with opaque cursors.</summary>
internal sealed class Page<T>(IReadOnlyList<T> items, int first, bool more)
{
    public void Write(Utf8JsonWriter w, Action<T> item)
    {
        w.WriteStartObject();
        w.WriteStartArray("data");
        foreach (var one in items) item(one);
        w.WriteEndArray();
        if (items.Count > 0) WritePaging(w);
        w.WriteEndObject();
    }

    private void WritePaging(Utf8JsonWriter w)
    {
        w.WriteStartObject("paging");
        w.WriteStartObject("cursors");
        w.WriteString("before", Page.Cursor(first));
        w.WriteString("after", Page.Cursor(first + items.Count));
        w.WriteEndObject();
        // Graph gives a link here; clients follow the cursor and only look whether it exists.
        if (more) w.WriteString("next", $"?after={Page.Cursor(first + items.Count)}");
        w.WriteEndObject();
    }
}

/// <summary>Cuts a list by <c>limit</c> and <c>after</c>.</summary>
internal static class Page
{
    public static Page<T> Of<T>(IReadOnlyList<T> all, GraphCall call)
    {
        var limit = int.TryParse(call.Query("limit"), CultureInfo.InvariantCulture, out var asked) ? Math.Clamp(asked, 1, 100) : 25;
        var first = Math.Clamp(Position(call.Query("after")), 0, all.Count);
        return new Page<T>([.. all.Skip(first).Take(limit)], first, first + limit < all.Count);
    }

    public static string Cursor(int position) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes(position.ToString(CultureInfo.InvariantCulture)));

    private static int Position(string cursor)
    {
        var bytes = new byte[32];
        if (cursor.Length is 0 or > 40 || !Convert.TryFromBase64String(cursor, bytes, out var length)) return 0;
        return int.TryParse(bytes.AsSpan(0, length), CultureInfo.InvariantCulture, out var position) ? position : 0;
    }
}
