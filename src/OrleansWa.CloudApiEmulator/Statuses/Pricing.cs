namespace OrleansWa.CloudApiEmulator.Statuses;

/// <summary>The <c>pricing</c> member of a status, by the rules of its date (fact sheet 5.6).</summary>
internal sealed record Pricing(bool Billable, string Model, string Category, string Type)
{
    private static readonly DateTimeOffset PerMessage = new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset ServiceCharged = new(2026, 10, 1, 0, 0, 0, TimeSpan.Zero);

    public static Pricing Of(string category, bool inWindow, DateTimeOffset at)
    {
        if (at < PerMessage) return new Pricing(true, "CBP", category, "regular");
        var free = at < ServiceCharged && (category == "service" || (category == "utility" && inWindow));
        return new Pricing(!free, "PMP", category, free ? "free_customer_service" : "regular");
    }
}
