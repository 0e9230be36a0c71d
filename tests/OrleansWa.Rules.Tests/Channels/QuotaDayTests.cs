using System.Globalization;
using OrleansWa.Grains.Channels;

namespace OrleansWa.Rules.Tests.Channels;

public sealed class QuotaDayTests
{
    [Theory]
    [InlineData("2026-03-10T02:59:59Z", "America/Sao_Paulo", "2026-03-09")]
    [InlineData("2026-03-10T03:00:00Z", "America/Sao_Paulo", "2026-03-10")]
    [InlineData("2026-03-10T23:59:59Z", "UTC", "2026-03-10")]
    [InlineData("2026-03-10T10:00:00Z", "Pacific/Kiritimati", "2026-03-11")]
    [InlineData("2018-11-04T02:59:59Z", "America/Sao_Paulo", "2018-11-03")]
    [InlineData("2018-11-04T03:00:00Z", "America/Sao_Paulo", "2018-11-04")]
    public void LocalDay_IsTheTenantsDay(string now, string zone, string expected) =>
        QuotaRules.LocalDay(Utc(now), Zone(zone)).ShouldBe(expected);

    [Theory]
    // An ordinary day.
    [InlineData("2026-03-10T12:34:56.789Z", "America/Sao_Paulo", "2026-03-11T03:00:00Z")]
    [InlineData("2026-03-10T02:59:59.999Z", "America/Sao_Paulo", "2026-03-10T03:00:00Z")]
    [InlineData("2026-03-10T03:00:00Z", "America/Sao_Paulo", "2026-03-11T03:00:00Z")]
    [InlineData("2026-12-31T23:59:59Z", "UTC", "2027-01-01T00:00:00Z")]
    // 2018-11-04 00:00 did not exist: the day began at 01:00, which is the instant of the change.
    [InlineData("2018-11-03T12:00:00Z", "America/Sao_Paulo", "2018-11-04T03:00:00Z")]
    [InlineData("2018-11-04T03:00:00Z", "America/Sao_Paulo", "2018-11-05T02:00:00Z")]
    // 2019-02-17 00:00 came after 23:00 had come twice: the day before had 25 hours.
    [InlineData("2019-02-16T12:00:00Z", "America/Sao_Paulo", "2019-02-17T03:00:00Z")]
    [InlineData("2019-02-17T01:59:59Z", "America/Sao_Paulo", "2019-02-17T03:00:00Z")]
    [InlineData("2019-02-17T02:30:00Z", "America/Sao_Paulo", "2019-02-17T03:00:00Z")]
    // Half-hour zones, and a zone whose clock changes by day.
    [InlineData("2026-03-10T12:00:00Z", "Asia/Kolkata", "2026-03-10T18:30:00Z")]
    [InlineData("2026-03-29T00:30:00Z", "Europe/Lisbon", "2026-03-29T23:00:00Z")]
    // Samoa had no 2011-12-30 at all.
    [InlineData("2011-12-30T00:00:00Z", "Pacific/Apia", "2011-12-30T10:00:00Z")]
    public void NextLocalMidnight_IsTheFirstInstantOfTheNextDay(string now, string zone, string expected) =>
        QuotaRules.NextLocalMidnight(Utc(now), Zone(zone)).ShouldBe(Utc(expected));

    [Fact]
    public void NextLocalMidnight_ThroughYearsOfChanges_TurnsTheDayExactlyOnce()
    {
        var zone = Zone("America/Sao_Paulo");
        for (var now = Utc("2017-01-01T12:00:00Z"); now.Year < 2020; now = QuotaRules.NextLocalMidnight(now, zone))
        {
            var midnight = QuotaRules.NextLocalMidnight(now, zone);
            var before = QuotaRules.LocalDate(midnight.AddTicks(-1), zone);

            before.ShouldBe(QuotaRules.LocalDate(now, zone));
            QuotaRules.LocalDate(midnight, zone).ShouldBe(before.AddDays(1));
            midnight.Offset.ShouldBe(TimeSpan.Zero);
        }
    }

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
