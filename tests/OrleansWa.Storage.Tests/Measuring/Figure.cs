namespace OrleansWa.Storage.Tests.Measuring;

/// <summary>One measurement.</summary>
/// <param name="Count">Things done.</param>
/// <param name="Took">Time by the wall, which other processes of a shared machine make longer.</param>
/// <param name="Work">Time of the processors, which they do not.</param>
internal sealed record Figure(int Count, TimeSpan Took, TimeSpan Work);
