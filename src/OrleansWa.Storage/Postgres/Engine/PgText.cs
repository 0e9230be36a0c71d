using System.Buffers;
using System.Text;

namespace OrleansWa.Storage.Postgres.Engine;

/// <summary>Texts that PostgreSQL takes: it refuses NUL, and Npgsql refuses halves of surrogate pairs. One bad text must not refuse a whole batch.</summary>
internal static class PgText
{
    private static readonly SearchValues<char> Nul = SearchValues.Create("\0");

    public static string? CleanOrNull(string? value) => value is null ? null : Clean(value);

    public static string Clean(string value)
    {
        var text = value.AsSpan().ContainsAny(Nul) ? value.Replace("\0", "", StringComparison.Ordinal) : value;
        return text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') && !IsWellFormed(text)
            ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) // Writes U+FFFD for each half.
            : text;
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                return false;
            }
        }

        return true;
    }
}
