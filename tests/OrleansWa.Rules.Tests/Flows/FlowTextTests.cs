using System.Globalization;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

public sealed class FlowTextTests
{
    [Theory]
    [InlineData(" SÃO \t\n Paulo ", "sao paulo")]
    [InlineData("CONVÊNIO ÇÃO", "convenio cao")]
    [InlineData("a\u00a0b", "a b")]
    [InlineData("e\u0301", "e")]
    [InlineData("ｏｉ", "oi")]
    [InlineData("👍🏽\uFE0F", "👍🏽")]
    [InlineData("a\u200Db", "ab")]
    [InlineData("\u0301", "")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("I", "i")]
    public void Fold_LeavesWhatPeopleMean(string? text, string expected) => FlowText.Fold(text).ShouldBe(expected);

    [Fact]
    public void Fold_OfHalfASurrogatePair_DoesNotThrow() => FlowText.Fold("a\ud83d b").ShouldBe("a\ufffd b");

    [Fact]
    public void Fold_OnATurkishMachine_IsTheSame()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
        try
        {
            FlowText.Fold("OI ISIS").ShouldBe("oi isis");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("abcd", 4, "abcd")]
    [InlineData("abcde", 4, "abc…")]
    [InlineData("ab👍🏽cd", 6, "ab…")]
    [InlineData("ab👍🏽cd", 7, "ab👍🏽…")]
    [InlineData("abe\u0301fgh", 4, "ab…")]
    [InlineData("abe\u0301fgh", 5, "abe\u0301…")]
    public void Cut_EndsBetweenTwoCharactersAsPeopleSeeThem(string text, int length, string expected) =>
        FlowText.Cut(text, length).ShouldBe(expected);
}
