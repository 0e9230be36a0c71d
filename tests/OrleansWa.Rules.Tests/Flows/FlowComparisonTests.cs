using System.Globalization;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

public sealed class FlowComparisonTests
{
    [Theory]
    [InlineData("São Paulo", "equals", "sao  paulo", true)]
    [InlineData("10", "equals", "10,0", true)]
    [InlineData("1.500", "equals", "1500", true)]
    [InlineData("10", "equals", "dez", false)]
    [InlineData("", "equals", "", true)]
    [InlineData("Sim", "not_equals", "sim", false)]
    [InlineData("Sim", "not_equals", "não", true)]
    [InlineData("01", "not_equals", "1", false)]
    [InlineData("Dor no PEITO forte", "contains", "peito", true)]
    [InlineData("abc", "contains", "d", false)]
    [InlineData("abc", "contains", "", false)]
    [InlineData("Ação", "starts_with", "aca", true)]
    [InlineData("Ação", "starts_with", "cao", false)]
    [InlineData("Ação", "starts_with", " ", false)]
    [InlineData("", "is_empty", "", true)]
    [InlineData(" \n", "is_empty", "x", true)]
    [InlineData("a", "is_empty", "", false)]
    [InlineData("10", "greater_than", "9", true)]
    [InlineData("9", "greater_than", "10", false)]
    [InlineData("10", "greater_than", "10", false)]
    [InlineData("dez", "greater_than", "9", false)]
    [InlineData("9,5", "less_than", "10", true)]
    [InlineData("-1", "less_than", "0", true)]
    [InlineData("", "less_than", "10", false)]
    [InlineData("a", "like", "a", false)]
    public void Holds_ComparesAsPeopleDo(string left, string word, string right, bool expected) =>
        FlowComparison.Holds(word, left, right).ShouldBe(expected);

    [Theory]
    [InlineData("12", "12")]
    [InlineData(" +12 ", "12")]
    [InlineData("-0,5", "-0.5")]
    [InlineData("1.5", "1.5")]
    [InlineData("1.500", "1500")]
    [InlineData("0.500", "0.5")]
    [InlineData("1234.567", "1234.567")]
    [InlineData("1.234.567", "1234567")]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1,234.56", null)]
    [InlineData("1.2.3", null)]
    [InlineData("1e5", null)]
    [InlineData("0x10", null)]
    [InlineData("R$ 10", null)]
    [InlineData("١٢", null)]
    [InlineData(",5", null)]
    [InlineData("5\n", "5")]
    [InlineData("", null)]
    [InlineData("999999999999999999999999", "999999999999999999999999")]
    [InlineData("9999999999999999999999999", null)]
    public void Parse_ReadsNumbersOfPeopleAndMachines(string text, string? expected) =>
        FlowNumber.Parse(text).ShouldBe(expected is null ? null : decimal.Parse(expected, CultureInfo.InvariantCulture));
}
