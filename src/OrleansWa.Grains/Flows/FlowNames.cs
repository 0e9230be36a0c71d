using System.Text.RegularExpressions;

namespace OrleansWa.Grains.Flows;

/// <summary>The names a flow can use without setting them, and the rule for those it sets.</summary>
internal static partial class FlowNames
{
    private static readonly string[] GivenPrefixes = ["contact.", "input.", "conversation."];

    /// <summary>The rule for names that a flow sets, as a sentence.</summary>
    public static string OwnNameRule { get; } =
        $"Give a variable name of letters, digits and _, at most {FlowLimits.VariableNameLength}, that does not begin with a digit.";

    /// <summary>Whether a flow may set a variable of that name.</summary>
    public static bool IsOwnName(string? name) => name is not null && OwnName().IsMatch(name);

    /// <summary>Whether a name is given rather than set.</summary>
    public static bool IsGiven(string name) => GivenPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>The value of a given name, or null.</summary>
    public static string? Value(string name, FlowContext context, FlowInput input) => name switch
    {
        "contact.name" => context.ContactName,
        "contact.first_name" => context.ContactName?.Trim().Split(' ')[0],
        "contact.phone" => context.Phone,
        "contact.id" => context.ContactId,
        "conversation.channel" => context.ChannelId,
        "input.text" => input.Text,
        "input.id" => input.ChoiceId,
        "input.type" => input.Type,
        _ => null,
    };

    // No dots: they are for what the platform gives and for the ".id" beside an answer.
    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]{0,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OwnName();
}
