using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Rules.Tests.Connectors;

/// <summary>Each length of reference 3.3: the limit passes, one more is named by its path.</summary>
public sealed class InteractiveLimitTests
{
    private const string Button = """
        {"type":"button","header":{"type":"text","text":"h"},"body":{"text":"b"},"footer":{"text":"f"},
         "action":{"buttons":[{"type":"reply","reply":{"id":"1","title":"A"}},{"type":"reply","reply":{"id":"2","title":"B"}}]}}
        """;

    private const string List = """
        {"type":"list","header":{"type":"text","text":"h"},"body":{"text":"b"},"footer":{"text":"f"},
         "action":{"button":"o","sections":[{"title":"s","rows":[{"id":"1","title":"A","description":"d"}]},{"title":"t","rows":[{"id":"2","title":"B"}]}]}}
        """;

    private const string Url = """{"type":"cta_url","body":{"text":"b"},"action":{"name":"cta_url","parameters":{"display_text":"d","url":"https://x.br"}}}""";

    private const string Flow =
        """{"type":"flow","body":{"text":"b"},"action":{"name":"flow","parameters":{"flow_message_version":"3","flow_id":"1","flow_cta":"c"}}}""";

    [Theory]
    [InlineData(Button, "header.text", 60)]
    [InlineData(Button, "body.text", 1024)]
    [InlineData(Button, "footer.text", 60)]
    [InlineData(Button, "action.buttons[1].reply.title", 20)]
    [InlineData(Button, "action.buttons[1].reply.id", 256)]
    [InlineData(List, "header.text", 60)]
    [InlineData(List, "body.text", 4096)]
    [InlineData(List, "footer.text", 60)]
    [InlineData(List, "action.button", 20)]
    [InlineData(List, "action.sections[1].title", 24)]
    [InlineData(List, "action.sections[0].rows[0].id", 200)]
    [InlineData(List, "action.sections[0].rows[0].title", 24)]
    [InlineData(List, "action.sections[0].rows[0].description", 72)]
    [InlineData(Url, "body.text", 1024)]
    [InlineData(Url, "action.parameters.display_text", 20)]
    [InlineData(Flow, "body.text", 1024)]
    [InlineData(Flow, "action.parameters.flow_cta", 30)]
    public void Validate_WhenTextHasALimit_HoldsItExactly(string sample, string path, int limit)
    {
        Validate(With(sample, path, new string('x', limit))).ShouldBeEmpty();

        var error = Validate(With(sample, path, new string('x', limit + 1))).ShouldHaveSingleItem();

        error.Field.ShouldBe($"interactive.{path}");
        error.Message.ShouldContain($"at most {limit}");
    }

    [Theory]
    [InlineData(Button, "body.text")]
    [InlineData(Button, "header.text")]
    [InlineData(Button, "action.buttons[0].reply.id")]
    [InlineData(Button, "action.buttons[0].reply.title")]
    [InlineData(List, "action.button")]
    [InlineData(List, "action.sections[1].title")]
    [InlineData(List, "action.sections[1].rows[0].id")]
    [InlineData(Url, "action.parameters.display_text")]
    public void Validate_WhenRequiredTextIsBlank_NamesIt(string sample, string path) =>
        Validate(With(sample, path, " ")).ShouldHaveSingleItem().Field.ShouldBe($"interactive.{path}");

    [Theory]
    [InlineData(Button, "action.buttons[1].reply.id", "1")]
    [InlineData(Button, "action.buttons[1].reply.title", "A")]
    [InlineData(List, "action.sections[1].rows[0].id", "1")]
    public void Validate_WhenAChoiceRepeats_NamesTheSecond(string sample, string path, string value)
    {
        var error = Validate(With(sample, path, value)).ShouldHaveSingleItem();

        error.Field.ShouldBe($"interactive.{path}");
        error.Message.ShouldContain("unique");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(3, true)]
    [InlineData(4, false)]
    public void Validate_WhenButtonsAreCounted_AllowsOneToThree(int count, bool allowed)
    {
        var buttons = Enumerable.Range(0, count).Select(i => new { type = "reply", reply = new { id = $"{i}", title = $"t{i}" } });
        var errors = Validate(JsonSerializer.Serialize(new { type = "button", body = new { text = "b" }, action = new { buttons } }));

        errors.Select(error => error.Field).ShouldBe(allowed ? [] : ["interactive.action.buttons"]);
    }

    [Theory]
    [InlineData(1, 10, true)]
    [InlineData(2, 5, true)]
    [InlineData(10, 1, true)]
    [InlineData(1, 11, false)]
    [InlineData(2, 6, false)]
    [InlineData(11, 1, false)]
    [InlineData(1, 0, false)]
    public void Validate_WhenRowsAreCounted_AllowsTenInTotal(int sectionCount, int rowCount, bool allowed)
    {
        var sections = Enumerable.Range(0, sectionCount).Select(s => new
        {
            title = $"s{s}",
            rows = Enumerable.Range(0, rowCount).Select(r => new { id = $"{s}-{r}", title = "t" }),
        });
        var errors = Validate(JsonSerializer.Serialize(new { type = "list", body = new { text = "b" }, action = new { button = "o", sections } }));

        errors.IsEmpty.ShouldBe(allowed);
    }

    [Theory]
    [InlineData("image")]
    [InlineData("video")]
    [InlineData("document")]
    public void Validate_WhenListHasAMediaHeader_Refuses(string type)
    {
        var node = JsonNode.Parse(List)!;
        node["header"] = new JsonObject { ["type"] = type, [type] = new JsonObject { ["id"] = "1" } };

        Validate(node.ToJsonString()).ShouldHaveSingleItem().Field.ShouldBe("interactive.header.type");
    }

    [Fact]
    public void Validate_WhenButtonIsNoReply_NamesIt()
    {
        var node = JsonNode.Parse(Button)!;
        node["action"]!["buttons"]![0]!["type"] = "url";

        Validate(node.ToJsonString()).ShouldHaveSingleItem().Field.ShouldBe("interactive.action.buttons[0].type");
    }

    private static string With(string sample, string path, string value)
    {
        var root = JsonNode.Parse(sample)!;
        var steps = path.Replace("[", ".", StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal).Split('.');
        var parent = steps[..^1].Aggregate(root, (node, step) => int.TryParse(step, out var index) ? node[index]! : node[step]!);
        parent[steps[^1]] = value;
        return root.ToJsonString();
    }

    private static System.Collections.Immutable.ImmutableArray<Contracts.FieldError> Validate(string json) =>
        CloudApiContentRules.Validate(new MessageContent("interactive", json));
}
