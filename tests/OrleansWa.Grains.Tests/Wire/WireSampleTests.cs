namespace OrleansWa.Grains.Tests.Wire;

public sealed class WireSampleTests
{
    [Fact]
    public void EveryWireType_WhenMade_HasNoDefaultMember()
    {
        WireContract.MarkedTypes.Count().ShouldBeGreaterThan(30);
        WireContract.AllTypes.ShouldContain(typeof(Contracts.Page<Contracts.Messages.MessageRow>));
        foreach (var type in WireContract.AllTypes)
        {
            var made = new WireSample().Make(type);
            foreach (var member in WireContract.MembersOf(type))
            {
                var lost = member.PropertyType.IsValueType ? Activator.CreateInstance(member.PropertyType) : null;
                Equals(member.GetValue(made), lost).ShouldBeFalse($"{type}.{member.Name}");
            }
        }
    }

    [Fact]
    public void Comparison_WhenAMemberIsLost_NamesIt()
    {
        var page = new WireSample().Make(typeof(Contracts.PageRequest));
        WireComparison.Differences(page, (Contracts.PageRequest)page with { Cursor = null }, "page").ShouldBe(["page.Cursor: text 3 is not null"]);
        WireComparison.Differences(page, (Contracts.PageRequest)page with { }, "page").ShouldBeEmpty();
    }
}
