using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansWa.Grains.Flows;

/// <summary>Numbers as people in Brazil and as machines write them.</summary>
internal static partial class FlowNumber
{
    private const int MaxLength = 24;

    /// <summary>
    /// The number that a text is, or null. <c>1.500,50</c> is 1500.5; without a comma groups of three after dots are thousands
    /// (<c>1.500</c> is 1500, <c>0.500</c> is a half), any other dot is a decimal point (<c>1.5</c>).
    /// </summary>
    public static decimal? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length is 0 or > MaxLength)
        {
            return null;
        }

        if (Brazilian().IsMatch(trimmed))
        {
            trimmed = trimmed.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        }

        return Plain().IsMatch(trimmed) ? decimal.Parse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture) : null;
    }

    // No \d: it takes digits of every script, and decimal.Parse does not.
    [GeneratedRegex(@"^[+-]?([0-9]+,[0-9]+|[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Brazilian();

    [GeneratedRegex(@"^[+-]?[0-9]+(\.[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
