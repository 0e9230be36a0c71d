using System.Globalization;

namespace OrleansWa.EmbeddedRuntime;

/// <summary>How long an activation of the grain class may be idle before it is deactivated; at least one minute.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CollectionAgeLimitAttribute : Attribute
{
    /// <summary>The least age: one minute.</summary>
    public static readonly TimeSpan MinAgeLimit = TimeSpan.FromMinutes(1);

    private readonly TimeSpan? _age;

    /// <summary>The age is the sum of <see cref="Days"/>, <see cref="Hours"/> and <see cref="Minutes"/>.</summary>
    public CollectionAgeLimitAttribute()
    {
    }

    /// <summary>The age as text.</summary>
    /// <param name="inactivityPeriod">A <see cref="TimeSpan"/> such as <c>00:05:00</c>.</param>
    public CollectionAgeLimitAttribute(string inactivityPeriod) => _age = TimeSpan.Parse(inactivityPeriod, CultureInfo.InvariantCulture);

    /// <summary>Days of the age.</summary>
    public double Days { get; set; }

    /// <summary>Hours of the age.</summary>
    public double Hours { get; set; }

    /// <summary>Minutes of the age.</summary>
    public double Minutes { get; set; }

    /// <summary>Never deactivated for idleness.</summary>
    public bool AlwaysActive { get; set; }

    /// <summary>The resulting age, never less than <see cref="MinAgeLimit"/>.</summary>
    public TimeSpan AgeLimit => _age ?? Max(MinAgeLimit, Sum());

    private TimeSpan Sum() =>
        AlwaysActive ? TimeSpan.FromDays(short.MaxValue) : TimeSpan.FromDays(Days) + TimeSpan.FromHours(Hours) + TimeSpan.FromMinutes(Minutes);

    private static TimeSpan Max(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
