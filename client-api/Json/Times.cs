using System.Globalization;

namespace OrleansWa.ClientApi.Json;

/// <summary>
/// Times of requests: RFC 3339, always with an offset. They are text in bodies and queries, so that a wrong one is answered by name; a time
/// without an offset would be taken for the server's own.
/// </summary>
internal static class Times
{
    private const string Form = "Must be a time with its offset (RFC 3339), e.g. 2026-11-20T09:00:00-03:00 or 2026-11-20T12:00:00Z.";
    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>The time in UTC, or null when none was given or what was given is noted as a mistake.</summary>
    public static DateTimeOffset? Read(BodyCheck check, string field, string? text)
    {
        if (text is null)
        {
            return null;
        }

        if (HasOffset(text) && DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time.ToUniversalTime();
        }

        check.Add(field, Form);
        return null;
    }

    private static bool HasOffset(string text) => text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-');
}
