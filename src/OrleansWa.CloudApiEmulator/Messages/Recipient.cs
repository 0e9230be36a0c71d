namespace OrleansWa.CloudApiEmulator.Messages;

/// <summary>How phone numbers and business-scoped user ids (BSUIDs) of recipients are read.</summary>
internal static class Recipient
{
    private const int DigitsMin = 7;
    private const int DigitsMax = 15;

    public static string DigitsOf(string text)
    {
        foreach (var c in text)
            if (!char.IsAsciiDigit(c)) return string.Concat(text.Where(char.IsAsciiDigit));
        return text;
    }

    /// <summary>Digits with the punctuation that Graph tolerates; null when it is no phone number.</summary>
    public static string? Phone(string text)
    {
        foreach (var c in text)
            if (!char.IsAsciiDigit(c) && c is not ('+' or '-' or '(' or ')' or ' ')) return null;
        var digits = DigitsOf(text);
        return digits.Length is >= DigitsMin and <= DigitsMax ? digits : null;
    }

    /// <summary>Two capital letters, a dot, and up to 128 letters, digits or dots.</summary>
    public static bool IsUserId(string text) =>
        text.Length is >= 4 and <= 131 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1]) && text[2] == '.'
        && text.AsSpan(3).IndexOfAnyExcept(UserIdCharacters) < 0;

    /// <summary>Both forms of a Brazilian mobile (with and without the ninth digit) give the same key.</summary>
    public static string Key(string digits) =>
        digits.Length == 12 && digits.StartsWith("55", StringComparison.Ordinal) && digits[4] is >= '6' and <= '9'
            ? string.Concat(digits.AsSpan(0, 4), "9", digits.AsSpan(4))
            : digits;

    /// <summary>Whether this is a Brazilian mobile of an area where older accounts lack the ninth digit (31 and up).</summary>
    public static bool MayLackNinthDigit(string key) =>
        key.Length == 13 && key.StartsWith("55", StringComparison.Ordinal) && key[4] == '9' && string.CompareOrdinal(key, 2, "31", 0, 2) >= 0;

    public static string WithoutNinthDigit(string key) => string.Concat(key.AsSpan(0, 4), key.AsSpan(5));

    private static readonly System.Buffers.SearchValues<char> UserIdCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.");
}
