using System.Collections.Frozen;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Grains.Conversations;

/// <summary>A tenant's words of consent, ready to be found in what people write.</summary>
internal sealed class ConsentWords(ConsentSettings settings)
{
    // A word of consent is said alone; a longer text is not even folded.
    private const int LengthMax = 60;
    private static readonly char[] Around = [' ', '.', '!', '?', ',', ';', ':', '"', '\'', '*', '_', '-'];
    private readonly FrozenSet<string> _optOut = settings.OptOutWords.Select(Fold).ToFrozenSet(StringComparer.Ordinal);
    private readonly FrozenSet<string> _optIn = settings.OptInWords.Select(Fold).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What holds until a tenant says otherwise.</summary>
    public static ConsentWords Default { get; } = new(ConsentSettings.Default);

    /// <summary>True: the message opts its writer out; false: it takes that back; null: it says nothing of the kind.</summary>
    /// <param name="text">Text of the message, or label of the tapped button.</param>
    /// <param name="choiceId">Id of the tapped button.</param>
    public bool? OptsOut(string? text, string? choiceId) => OptsOut(text) ?? OptsOut(choiceId);

    /// <summary>The text that confirms it; null for none.</summary>
    public string? Reply(bool optsOut) => optsOut ? settings.OptOutReply : settings.OptInReply;

    /// <summary>The form in which words are compared: without accents, case, and what stands around them.</summary>
    public static string Fold(string word) => FlowText.Fold(word).Trim(Around);

    private bool? OptsOut(string? said)
    {
        if (said is null || said.Length > LengthMax)
        {
            return null;
        }

        var word = Fold(said);
        return _optOut.Contains(word) ? true : _optIn.Contains(word) ? false : null;
    }
}
