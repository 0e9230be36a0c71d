using OrleansWa.Contracts.Conversations;

namespace OrleansWa.Rules.Tests.Conversations;

public sealed class InboundEventRulesTests
{
    [Theory]
    [InlineData("text", true)]
    [InlineData("image", true)]
    [InlineData("button", true)]
    [InlineData("interactive", true)]
    [InlineData("order", true)]
    [InlineData("unsupported", true)]
    [InlineData("unknown", true)]
    [InlineData("something_new", true)]
    [InlineData("system", false)]
    [InlineData("reaction", false)]
    [InlineData("edit", false)]
    [InlineData("revoke", false)]
    public void Type_DecidesWhatIsAMessage(string type, bool isMessage)
    {
        InboundEventRules.IsMessageOfPerson(type, fromHandset: false).ShouldBe(isMessage);
        InboundEventRules.IsMessageOfPerson(type, fromHandset: true).ShouldBeFalse();
        InboundEventRules.IsMessageOfStaff(type, fromHandset: true).ShouldBe(isMessage);
        InboundEventRules.IsMessageOfStaff(type, fromHandset: false).ShouldBeFalse();
        InboundEventRules.IsSilent(type, fromHandset: false, unsupported: false).ShouldBe(!isMessage);
        InboundEventRules.IsSilent(type, fromHandset: true, unsupported: false).ShouldBeTrue();
        InboundEventRules.IsSilent(type, fromHandset: false, unsupported: true).ShouldBeTrue();
    }
}
