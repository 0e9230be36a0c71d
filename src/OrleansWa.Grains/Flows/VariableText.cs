using System.Text;

namespace OrleansWa.Grains.Flows;

/// <summary>Texts with <c>{{ name }}</c> in them. What a variable holds is never read for variables again.</summary>
internal static class VariableText
{
    private const string Open = "{{";
    private const string Close = "}}";
    private const int MaxBetween = FlowLimits.VariableNameLength * 2;

    /// <summary>Fills in variables; an unknown one is empty. The result is cut, with an ellipsis, to <see cref="FlowLimits.RenderedLength"/>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value of a name, or null.</param>
    public static string Render(string text, Func<string, string?> value)
    {
        var result = new StringBuilder();
        foreach (var (part, isName) in Parts(text))
        {
            result.Append(isName ? value(part) : part);
            // A short text may name a large variable a thousand times.
            if (result.Length > FlowLimits.RenderedLength)
            {
                break;
            }
        }

        return FlowText.Cut(result.ToString(), FlowLimits.RenderedLength);
    }

    /// <summary>The names a text mentions.</summary>
    public static IEnumerable<string> Names(string text) => Parts(text).Where(part => part.IsName).Select(part => part.Part);

    private static IEnumerable<(string Part, bool IsName)> Parts(string text)
    {
        var plainFrom = 0;
        for (var open = NextOpen(text, 0); open >= 0;)
        {
            var nameFrom = open + Open.Length;
            if (CloseOf(text, nameFrom) is not { } close)
            {
                // These braces are text; "{{{name}}}" has a name one brace later.
                open = NextOpen(text, open + 1);
                continue;
            }

            yield return (text[plainFrom..open], false);
            yield return (text[nameFrom..close].Trim(), true);
            plainFrom = close + Close.Length;
            open = NextOpen(text, plainFrom);
        }

        yield return (text[plainFrom..], false);
    }

    private static int NextOpen(string text, int from) => text.IndexOf(Open, from, StringComparison.Ordinal);

    // Only as far as a name can reach: a text of nothing but braces must not cost its length squared.
    private static int? CloseOf(string text, int nameFrom)
    {
        var length = text.AsSpan(nameFrom, Math.Min(MaxBetween, text.Length - nameFrom)).IndexOfAny('{', '}', '\n');
        var close = nameFrom + length;
        return length >= 0 && text.AsSpan(close).StartsWith(Close) ? close : null;
    }
}
