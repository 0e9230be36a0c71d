using OrleansWa.Contracts;

namespace OrleansWa.ClientApi.Messages;

/// <summary>The header <c>Idempotency-Key</c>: the same key and body give the same receipt, however often they are sent.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";
    private const int LengthMax = 255;

    /// <summary>The key, or null when none was sent.</summary>
    public static string? Read(IHeaderDictionary headers)
    {
        var values = headers[Header];
        if (values.Count == 0)
        {
            return null;
        }

        var key = values.Count == 1 ? values[0] : null;
        if (key is { Length: >= 1 and <= LengthMax } && key.All(c => c is >= ' ' and <= '~'))
        {
            return key;
        }

        const string Remedy = "Send it once, with 1 to 255 printable ASCII characters.";
        throw new ProblemException(ProblemKind.Invalid, "request_invalid", $"{Header}: {Remedy}", [new FieldError(Header, Remedy)]);
    }
}
