using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrleansWa.CloudApiEmulator.Phones;

/// <summary>A script with its patterns made ready; it decides the answer to one business message.</summary>
internal sealed class AutoAnswers
{
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromMilliseconds(100);

    private readonly AnswerScript _script;
    private readonly Regex[] _patterns;

    /// <exception cref="ArgumentException">A pattern is no regular expression.</exception>
    public AutoAnswers(AnswerScript script)
    {
        _script = script;
        _patterns = [.. script.Rules.Select(r => new Regex(r.Pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTimeout))];
    }

    public TimeSpan Delay => TimeSpan.FromMilliseconds(_script.DelayMilliseconds);

    public JsonElement? Answer(string text, Conversation conversation)
    {
        for (var i = 0; i < _patterns.Length; i++)
            if (_patterns[i].IsMatch(text)) return _script.Rules[i].Reply;
        return NextInOrder(conversation);
    }

    private JsonElement? NextInOrder(Conversation conversation)
    {
        var count = _script.Answers.Count;
        if (count == 0 || (conversation.AnswersGiven >= count && !_script.Loop)) return null;
        return _script.Answers[conversation.AnswersGiven++ % count];
    }
}
