using OrleansWa.Contracts.State;
using OrleansWa.Storage.Tests.Support;

namespace OrleansWa.Storage.Tests.Conformance;

public abstract class ReminderRowStoreConformance : StoreConformance
{
    private static readonly ReminderRow Row = new("wa.channel", "acme/main", "sweep", Some.Noon, TimeSpan.FromMinutes(1));

    [Fact]
    public async Task Upsert_InsertsThenReplaces()
    {
        await Store.Reminders.Upsert(Row);
        var later = Row with { StartAt = Some.Noon.AddHours(1), Period = TimeSpan.FromMinutes(5) };
        await Store.Reminders.Upsert(later);
        (await Store.Reminders.ReadAll()).ShouldBe([later]);
    }

    [Fact]
    public async Task ReadAll_GivesEveryGrainAndName()
    {
        ReminderRow[] rows = [Row, Row with { GrainKey = "beta/main" }, Row with { Name = "wake" }];
        foreach (var row in rows)
        {
            await Store.Reminders.Upsert(row);
        }

        (await Store.Reminders.ReadAll()).ShouldBe(rows, ignoreOrder: true);
    }

    [Fact]
    public async Task Remove_TellsWhetherThereWasOne()
    {
        await Store.Reminders.Upsert(Row);
        (await Store.Reminders.Remove(Row.GrainType, Row.GrainKey, Row.Name)).ShouldBeTrue();
        (await Store.Reminders.Remove(Row.GrainType, Row.GrainKey, Row.Name)).ShouldBeFalse();
        (await Store.Reminders.ReadAll()).ShouldBeEmpty();
    }
}
