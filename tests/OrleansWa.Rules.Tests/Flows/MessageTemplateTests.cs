using System.Text.Json.Nodes;
using OrleansWa.Contracts.Messages;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

public sealed class MessageTemplateTests
{
    [Fact]
    public void Start_WithAPlainText_SendsWhatMessageContentTextWould() =>
        Send("""{"type":"text","text":{"body":"Olá, \"Zé\""}}""", "").ShouldBe(MessageContent.Text("Olá, \"Zé\""));

    [Theory]
    [InlineData("\"},\"to\":\"5511999999999\",\"x\":{\"y\":\"")]
    [InlineData("\\")]
    [InlineData("\\u0022")]
    [InlineData("\0\u0001\n\r\t\u2028")]
    [InlineData("{{input.text}}")]
    [InlineData("👍🏽")]
    public void Start_WhateverTheContactTypes_StaysInsideItsString(string typed)
    {
        var content = Send("""{"type":"text","text":{"body":"<{{input.text}}>","preview_url":true}}""", typed);

        var json = JsonNode.Parse(content.Json)!.AsObject();
        json.Select(member => member.Key).ShouldBe(["body", "preview_url"]);
        json["body"]!.GetValue<string>().ShouldBe($"<{typed}>");
        json["preview_url"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public void Start_WithHalfASurrogatePair_SendsTextAllTheSame() =>
        JsonNode.Parse(Send("""{"type":"text","text":{"body":"{{input.text}}"}}""", "a\ud83db").Json)!["body"]!.GetValue<string>()
            .ShouldBe("a\ufffdb");

    [Fact]
    public void Start_WithADeepMessage_FillsInEveryStringAndNoName()
    {
        var content = Send(
            """{"type":"contacts","contacts":[{"name":{"{{input.text}}":"{{input.text}}"},"n":1.50,"list":["{{input.text}}",null]}],"extra":"{{x}}"}""",
            "Ana");

        content.ShouldBe(new MessageContent("contacts", """[{"name":{"{{input.text}}":"Ana"},"n":1.50,"list":["Ana",null]}]"""));
    }

    [Fact]
    public void Start_WithAMessageOfManyLargeVariables_EndsInsteadOfGrowing()
    {
        var items = string.Join(",", Enumerable.Repeat("\"{{input.text}}\"", 10_000));

        var step = Run($$"""{"type":"x","x":[{{items}}]}""", new string('a', 4_000));

        step.Effects.ShouldBeEmpty();
        step.Ended.ShouldBe(new FlowEnd("effects_limit", "a"));
    }

    private static MessageContent Send(string message, string typed) =>
        Run(message, typed).Effects.ShouldHaveSingleItem().ShouldBeOfType<SendMessageEffect>().Content;

    private static FlowStep Run(string message, string typed)
    {
        var node = Some.Node("a", "message", $$"""{"message":{{message}}}""");
        var flow = Some.Flow(Some.Graph([Some.Trigger(), node], [Some.Edge("t", "a")]));
        return FlowEngine.Start(flow, "t", Some.Maria, Some.Said(typed), Some.Now);
    }
}
