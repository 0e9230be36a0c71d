namespace OrleansWa.Grains.Channels;

/// <summary>The stored part of a daily quota.</summary>
/// <param name="Day">The latest day for which allowance was taken, <c>yyyy-MM-dd</c> in the tenant's time zone; null before the first.</param>
/// <param name="Reserved">Allowance taken for that day; never less than what was sent.</param>
internal sealed record QuotaState(string? Day, int Reserved)
{
    /// <summary>Nothing taken yet.</summary>
    public static QuotaState Empty { get; } = new(null, 0);
}
