using System.Text.Json.Nodes;
using OrleansWa.Grains.Management;
using OrleansWa.Grains.State;

namespace OrleansWa.Rules.Tests.Management;

public sealed class StateRedactionRulesTests
{
    private const string Ciphertext = "v1.k1.bm9uY2Vub25jZXRhZ3RhZ3RhZ3RhZ2NpcGhlcnRleHQ=";

    [Theory]
    [InlineData("""{"accessToken":"x"}""", """{"accessToken":"(hidden)"}""")]
    [InlineData("""{"app_secret":"x","API-Key":"y"}""", """{"app_secret":"(hidden)","API-Key":"(hidden)"}""")]
    [InlineData("""{"credentials":{"user":"u","deep":[1]}}""", """{"credentials":"(hidden)"}""")]
    [InlineData("""{"a":[{"tokenHash":"x"},{"b":1}]}""", """{"a":[{"tokenHash":"(hidden)"},{"b":1}]}""")]
    [InlineData("""{"note":"v1.k1.bm9uY2Vub25jZXRhZ3RhZ3RhZ3RhZ2NpcGhlcnRleHQ="}""", """{"note":"(hidden)"}""")]
    [InlineData("""{"note":"my key is owa_0123456789abcdef0123456789abcdef ok"}""", """{"note":"(hidden)"}""")]
    [InlineData("""["EAAGm0PX4ZCpsBAKZBlZCq8ZCabcdefghijkl"]""", """["(hidden)"]""")]
    public void Redact_WhenASecretIsThere_HidesIt(string json, string expected) => StateRedactionRules.Redact(json).ShouldBe(expected);

    [Theory]
    [InlineData("""{"name":"Clínica São José","phone":"5511987654321","n":1.50,"on":true,"none":null,"list":[],"o":{}}""")]
    [InlineData("""{"appSecret":null,"verifyToken":""}""")]
    [InlineData("""{"version":"v1.2.3","text":"o token chegou"}""")]
    [InlineData("\"text\"")]
    [InlineData("17")]
    [InlineData("null")]
    public void Redact_WhenNothingIsSecret_LeavesAllAsItIs(string json) => StateRedactionRules.Redact(json).ShouldBe(json);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("secret stuff")]
    public void Redact_WhenItIsNoJson_ShowsNothingOfIt(string json) => StateRedactionRules.Redact(json).ShouldBe("\"(not JSON)\"");

    // Whatever a state calls it: what ISecretProtector makes is hidden in every text of every state of this program.
    [Fact]
    public void Redact_WhenAnyTextOfAnyStateIsCiphertext_HidesIt()
    {
        var states = typeof(StateRedactionRules).Assembly.GetTypes().Where(type => type.IsDefined(typeof(StateSchemaAttribute), inherit: false)).ToList();
        states.Count.ShouldBeGreaterThan(4);
        foreach (var property in states.SelectMany(type => type.GetProperties()).Where(property => property.PropertyType == typeof(string)))
        {
            var json = new JsonObject { [char.ToLowerInvariant(property.Name[0]) + property.Name[1..]] = Ciphertext };

            StateRedactionRules.Redact(json.ToJsonString()).ShouldNotContain("v1.", customMessage: $"{property.DeclaringType!.Name}.{property.Name}");
        }
    }

    // By name too, so that a change of the ciphertext's form reveals nothing.
    [Theory]
    [InlineData("accessToken")]
    [InlineData("appSecret")]
    [InlineData("verifyToken")]
    [InlineData("tokenHash")]
    public void Redact_WhenAMemberOfTodaysStatesNamesASecret_HidesWhateverItHolds(string name) =>
        StateRedactionRules.Redact($$"""{"{{name}}":"anything"}""").ShouldBe($$"""{"{{name}}":"(hidden)"}""");
}
