using System.Text.Json;
using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

public sealed class FlowVariablesTests
{
    private static readonly JsonSerializerOptions Stored = new(JsonSerializerDefaults.Web);

    [Fact]
    public void Execution_IsStoredAsThisJson()
    {
        var variables = FlowVariables.Empty.Set("nome", "Ana").Set("Zé", "1").Set("nome.id", "x");
        var execution = new FlowExecution("clinica", 3, "convenio", variables, Some.Now, 4);

        var json = JsonSerializer.Serialize(execution, Stored);

        const string Head = """{"flowId":"clinica","version":3,"nodeId":"convenio","variables":{"Z\u00E9":"1","nome":"Ana","nome.id":"x"},""";
        json.ShouldBe(Head + "\"startedAt\":\"2026-03-10T12:00:00+00:00\",\"stepCount\":4}");
        JsonSerializer.Deserialize<FlowExecution>(json, Stored).ShouldBe(execution);
    }

    [Fact]
    public void Variables_AreEqualByValueInAnyOrderOfSetting() =>
        FlowVariables.Empty.Set("a", "1").Set("b", "2").ShouldBe(FlowVariables.Empty.Set("b", "0").Set("a", "1").Set("b", "2"));

    [Fact]
    public void SizeBytes_FollowsEveryChange()
    {
        var variables = FlowVariables.Empty.Set("é", "ab").Set("b", "c");
        variables.SizeBytes.ShouldBe(6);
        variables.Set("é", "").SizeBytes.ShouldBe(4);
        variables.Remove("é").Remove("nobody").SizeBytes.ShouldBe(2);
        JsonSerializer.Deserialize<FlowVariables>("""{"a":"b","a":"cd"}""")!.SizeBytes.ShouldBe(3);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    public void Read_OfAnotherShape_IsRefused(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<FlowVariables>(json));
}
