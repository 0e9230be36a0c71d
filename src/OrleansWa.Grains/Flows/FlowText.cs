using System.Globalization;
using System.Text;

namespace OrleansWa.Grains.Flows;

/// <summary>Text as flows compare it.</summary>
internal static class FlowText
{
    /// <summary>Without case, accents and outer white space, inner white space as one blank: <c>" SÃO  Paulo"</c> is <c>"sao paulo"</c>.</summary>
    public static string Fold(string? text)
    {
        var folded = new StringBuilder();
        foreach (var rune in Decomposed(text).EnumerateRunes())
        {
            Append(folded, rune);
        }

        return folded.ToString().TrimEnd(' ');
    }

    /// <summary>The longest start of a text that fits and ends between two characters as people see them, with an ellipsis if it was cut.</summary>
    public static string Cut(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var end = 0;
        for (var next = 0; next < maxLength; next += StringInfo.GetNextTextElementLength(text, next))
        {
            end = next;
        }

        return string.Concat(text.AsSpan(0, end), "…");
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune))
        {
            if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }
        else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
        {
            folded.Append(Rune.ToLowerInvariant(rune).ToString());
        }
    }

    private static string Decomposed(string? text)
    {
        // Normalize throws on half a surrogate pair; enumerating runes puts U+FFFD in its place.
        var whole = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            whole.Append(rune.ToString());
        }

        return whole.ToString().Normalize(NormalizationForm.FormKD);
    }
}
