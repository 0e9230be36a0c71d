using System.Text.Json;

namespace OrleansWa.Contract.Tests.Schema;

/// <summary>The validator itself: for every keyword, one instance that fits and one that does not.</summary>
public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", "1")]
    [InlineData("""{"type":"integer"}""", "2", "2.5")]
    [InlineData("""{"type":"number"}""", "2.5", "\"2.5\"")]
    [InlineData("""{"type":"boolean"}""", "true", "0")]
    [InlineData("""{"type":["string","null"]}""", "null", "1")]
    [InlineData("""{"type":"string","nullable":true}""", "null", "1")]
    [InlineData("""{"type":"string"}""", "\"a\"", "null")]
    [InlineData("""{"enum":["a",1]}""", "1", "\"b\"")]
    [InlineData("""{"const":{"a":1}}""", """{"a":1}""", """{"a":2}""")]
    [InlineData("""{"required":["a"]}""", """{"a":null}""", "{}")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"a":"x","b":1}""", """{"a":1}""")]
    [InlineData("""{"properties":{"a":{}},"additionalProperties":false}""", """{"a":1}""", """{"b":1}""")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"b":"x"}""", """{"b":1}""")]
    [InlineData("""{"items":{"type":"string"}}""", """["a"]""", """["a",1]""")]
    [InlineData("""{"minItems":1,"maxItems":2}""", "[1]", "[1,2,3]")]
    [InlineData("""{"minLength":2,"maxLength":3}""", "\"ab\"", "\"a\"")]
    [InlineData("""{"maxLength":3}""", "\"abc\"", "\"abcd\"")]
    [InlineData("""{"pattern":"^[0-9]{2}$"}""", "\"12\"", "\"123\"")]
    [InlineData("""{"minimum":1,"maximum":3}""", "1", "0")]
    [InlineData("""{"maximum":3}""", "3", "4")]
    [InlineData("""{"not":{"required":["a"]}}""", """{"b":1}""", """{"a":1}""")]
    [InlineData("""{"allOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1,"b":1}""", """{"a":1}""")]
    [InlineData("""{"anyOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1,"b":1}""", "{}")]
    [InlineData("""{"oneOf":[{"required":["a"]},{"required":["b"]}]}""", """{"a":1}""", """{"a":1,"b":1}""")]
    [InlineData("""{"oneOf":[{"required":["a"]},{"required":["b"]}]}""", """{"b":1}""", "{}")]
    public void Validate_ForEachKeyword_TellsFitFromMisfit(string schema, string fits, string misfits)
    {
        var root = Parse(schema);
        var validator = new JsonSchema(root);
        validator.Validate(root, Parse(fits)).ShouldBeEmpty();
        validator.Validate(root, Parse(misfits)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Validate_WhenSchemasReferToEachOther_FollowsThem()
    {
        var root = Parse("""{"components":{"a/b":{"items":{"$ref":"#/components/c"}},"c":{"type":"object","properties":{"self":{"$ref":"#/components/c"}},"required":["n"]}}}""");
        var schema = Parse("""{"$ref":"#/components/a~1b"}""");
        new JsonSchema(root).Validate(schema, Parse("""[{"n":1,"self":{"n":2}}]""")).ShouldBeEmpty();
        new JsonSchema(root).Validate(schema, Parse("""[{"n":1,"self":{}}]""")).ShouldHaveSingleItem().ShouldContain("$[0].self");
    }

    private static JsonElement Parse(string json) => JsonSerializer.Deserialize<JsonElement>(json);
}
