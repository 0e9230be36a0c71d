using System.Diagnostics;
using System.Globalization;

namespace OrleansWa.Benchmarks;

/// <summary>Prints figures, each beside its baseline of the same run: the ratio is what can be compared between machines.</summary>
internal sealed class Report
{
    /// <summary>A heading.</summary>
    public void Section(string name) => Console.WriteLine($"\n== {name}");

    /// <summary>One figure without a baseline of its own.</summary>
    public void Figure(string name, double value, string unit) => Console.WriteLine($"{name,-58} {Text(value),12} {unit}");

    /// <summary>A figure with its ratio to a baseline.</summary>
    public void Ratio(string name, double value, string unit, double baseline, string baselineName) =>
        Console.WriteLine($"{name,-58} {Text(value),12} {unit}   {value / baseline,6:P0} of {baselineName}");

    /// <summary>Percentiles of times given in ticks of <see cref="Stopwatch"/>.</summary>
    public void Latencies(string name, long[] ticks)
    {
        Array.Sort(ticks);
        double At(double p) => ticks[(int)Math.Min(ticks.Length - 1, p * ticks.Length)] * 1000.0 / Stopwatch.Frequency;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-58} p50 {At(0.5):0.00} ms  p99 {At(0.99):0.00} ms"));
    }

    private static string Text(double value) => value.ToString(value < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture);
}
