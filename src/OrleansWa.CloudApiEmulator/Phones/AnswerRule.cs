using System.Text.Json;

namespace OrleansWa.CloudApiEmulator;

/// <summary>What a patient answers when a business message matches a pattern.</summary>
/// <param name="Pattern">Regular expression on the text of the business message, letters' case ignored.</param>
/// <param name="Reply">The answer: a patient's message, for example from <see cref="PatientMessage"/>.</param>
public sealed record AnswerRule(string Pattern, JsonElement Reply);
