using System.Text;

namespace OrleansWa.Grains.Flows;

/// <summary>Texts with <c>{{ name }}</c> in them. What a variable holds is never read for variables again.</summary>
internal static class VariableText
{
    private const string Open = "{{";
    private const string Close = "}}";

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
        for (var open = Find(text, Open, 0); open >= 0;)
        {
            var close = Find(text, Close, open + Open.Length);
            var name = close < 0 ? null : NameOf(text[(open + Open.Length)..close]);
            if (name is null)
            {
                // These braces are text; "{{{name}}}" has a name one brace later.
                open = close < 0 ? -1 : Find(text, Open, open + 1);
                continue;
            }

            yield return (text[plainFrom..open], false);
            yield return (name, true);
            plainFrom = close + Close.Length;
            open = Find(text, Open, plainFrom);
        }

        yield return (text[plainFrom..], false);
    }

    private static string? NameOf(string between) =>
        between.Length <= FlowLimits.VariableNameLength * 2 && between.AsSpan().IndexOfAny('{', '}', '\n') < 0 ? between.Trim() : null;

    private static int Find(string text, string what, int from) => text.IndexOf(what, from, StringComparison.Ordinal);
}
