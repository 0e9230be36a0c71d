namespace OrleansWa.Contracts.Contacts;

/// <summary>Phone numbers as digits (reference 5.9).</summary>
public static class PhoneNumbers
{
    /// <summary>
    /// The key under which a number is compared and stored: digits only, Brazilian mobiles with the ninth digit. Never send to it
    /// blindly: answer to the WhatsApp id that was last seen.
    /// </summary>
    public static string Key(string digits) =>
        digits.Length == 12 && digits.StartsWith("55", StringComparison.Ordinal) && digits[4] is >= '6' and <= '9'
            ? string.Concat(digits.AsSpan(0, 4), "9", digits.AsSpan(4))
            : digits;

    /// <summary>
    /// Digits of what a person typed: spaces, '+', '-', '.', '(' and ')' are dropped. Null unless 8 to 15 digits remain (E.164 allows 15).
    /// </summary>
    public static string? Digits(string? text)
    {
        if (text is null || text.Length > 40)
        {
            return null;
        }

        Span<char> digits = stackalloc char[40];
        var count = 0;
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                digits[count++] = c;
            }
            else if (c is not (' ' or '+' or '-' or '.' or '(' or ')'))
            {
                return null;
            }
        }

        return count is >= 8 and <= 15 ? new string(digits[..count]) : null;
    }
}
