using System.Collections.Immutable;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Grains.Conversations;

namespace OrleansWa.Grains.Tenants;

/// <summary>What words of consent must be like.</summary>
internal static class ConsentSettingsRules
{
    private const int WordsMax = 20;
    private const int WordLengthMax = 40;
    private const int ReplyLengthMax = 1_000;

    /// <summary>The settings after a change.</summary>
    /// <exception cref="ProblemException"><c>tenant_invalid</c> (400), by field.</exception>
    public static ConsentSettings Change(ConsentSettings old, UpdateConsent change)
    {
        var next = new ConsentSettings(
            Words(change.OptOutWords) ?? old.OptOutWords,
            Words(change.OptInWords) ?? old.OptInWords,
            Reply(change.OptOutReply, old.OptOutReply),
            Reply(change.OptInReply, old.OptInReply));
        var faults = Faults(next).ToImmutableArray();
        return faults.IsEmpty ? next : throw new ProblemException(ProblemKind.Invalid, "tenant_invalid", "Some settings of the tenant cannot be used.", faults);
    }

    private static IEnumerable<FieldError> Faults(ConsentSettings settings)
    {
        foreach (var (field, words) in new[] { ("consent.optOutWords", settings.OptOutWords), ("consent.optInWords", settings.OptInWords) })
        {
            if (words.Length is 0 or > WordsMax || words.Any(word => ConsentWords.Fold(word).Length == 0 || word.Length > WordLengthMax))
            {
                yield return new FieldError(field, $"Give 1 to {WordsMax} words of 1 to {WordLengthMax} characters.");
            }
        }

        if (settings.OptOutWords.Select(ConsentWords.Fold).Intersect(settings.OptInWords.Select(ConsentWords.Fold), StringComparer.Ordinal).Any())
        {
            yield return new FieldError("consent.optInWords", "A word cannot both opt out and opt in; accents and case are not compared.");
        }

        foreach (var (field, reply) in new[] { ("consent.optOutReply", settings.OptOutReply), ("consent.optInReply", settings.OptInReply) })
        {
            if (reply?.Length > ReplyLengthMax)
            {
                yield return new FieldError(field, $"At most {ReplyLengthMax} characters.");
            }
        }
    }

    private static ImmutableArray<string>? Words(ImmutableArray<string>? words) =>
        words is { IsDefault: false } given ? [.. given.Select(word => word.Trim())] : null;

    private static string? Reply(string? change, string? old) => change is null ? old : string.IsNullOrWhiteSpace(change) ? null : change.Trim();
}
