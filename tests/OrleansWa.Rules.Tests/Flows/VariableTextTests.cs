using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

public sealed class VariableTextTests
{
    [Theory]
    [InlineData("Olá {{nome}}!", "Olá Ana!")]
    [InlineData("{{ nome }}{{nome}}", "AnaAna")]
    [InlineData("{{nobody}}|", "|")]
    [InlineData("{{}}|", "|")]
    [InlineData("{{{nome}}}", "{Ana}")]
    [InlineData("{{nome", "{{nome")]
    [InlineData("nome}}", "nome}}")]
    [InlineData("{nome}", "{nome}")]
    [InlineData("{{no\nme}}", "{{no\nme}}")]
    [InlineData("{{a {{nome}}", "{{a Ana")]
    [InlineData("{{nome}", "{{nome}")]
    [InlineData("{{self}}", "{{self}}")]
    [InlineData("", "")]
    public void Render_FillsInNames(string text, string expected) => VariableText.Render(text, Value).ShouldBe(expected);

    [Fact]
    public void Names_AreThoseThatRenderAsksFor() =>
        VariableText.Names("{{a}} {{ b.id }} {{{c}}} {{d {{}}").ShouldBe(["a", "b.id", "c", ""]);

    [Fact]
    public void Render_OfALargeVariableAThousandTimes_IsCutWithAnEllipsis()
    {
        var text = string.Concat(Enumerable.Repeat("{{large}}", 1_000));

        var result = VariableText.Render(text, _ => new string('a', 16_000));

        result.Length.ShouldBe(4_096);
        result.ShouldEndWith("a…");
    }

    [Fact]
    public void Names_BehindManyBraces_AreFoundInOneReading() =>
        VariableText.Names(new string('{', 200_000) + "nome}}" + new string('}', 200_000)).ShouldBe(["nome"]);

    private static string? Value(string name) => name switch
    {
        "nome" => "Ana",
        "self" => "{{self}}",
        _ => null,
    };
}
