using System.Text.Json.Nodes;

namespace OrleansWa.Contracts.Messages;

/// <summary>Content in the Cloud API's own shape: a type and the JSON of the member of that name.</summary>
/// <param name="Type">E.g. <c>text</c>, <c>interactive</c>.</param>
/// <param name="Json">JSON of the member named like the type, e.g. <c>{"body":"Olá"}</c>. Personal data.</param>
[GenerateSerializer, Immutable, Alias("wa.message.content.v1")]
public sealed record MessageContent([property: Id(0)] string Type, [property: Id(1)] string Json)
{
    /// <summary>A text message.</summary>
    public static MessageContent Text(string body) => new("text", new JsonObject { ["body"] = body }.ToJsonString());

    /// <summary>Without the content, which is personal data.</summary>
    public override string ToString() => $"{nameof(MessageContent)} {Type}";
}
