using System.Text.Json;

namespace OrleansWa.CloudApiEmulator;

/// <summary>How a phone answers by itself: by the first rule that matches, else by the next of the answers in order.</summary>
public sealed record AnswerScript
{
    /// <summary>Rules, tried in order. Default none.</summary>
    public IReadOnlyList<AnswerRule> Rules { get; init; } = [];

    /// <summary>Answers given one after the other to messages that no rule matches. Default none.</summary>
    public IReadOnlyList<JsonElement> Answers { get; init; } = [];

    /// <summary>Whether the answers start again after the last one. Default false.</summary>
    public bool Loop { get; init; }

    /// <summary>Time between the delivery of the business message and the answer, in milliseconds. Default 500.</summary>
    public int DelayMilliseconds { get; init; } = 500;
}
