using System.Text.Json;
using System.Text.Json.Nodes;
using OrleansWa.CloudApiEmulator;
using OrleansWa.Contract.Tests.Schema;
using OrleansWa.Contract.Tests.Support;

namespace OrleansWa.Contract.Tests.OpenApi;

/// <summary>Meta's own example requests of sending: the emulator accepts them, and its answers fit Meta's schema.</summary>
public sealed class SendExamplesTests
{
    private const string Path = "/{Version}/{Phone-Number-ID}/messages";

    private static readonly Exclusion[] Excluded =
    [
        new("Send Reply to List Message", "the example has no type, and a message without one is a text (fact sheet 3.1)"),
    ];

    public static TheoryData<string> Names
    {
        get
        {
            var names = new TheoryData<string>();
            if (MetaFile.Path is null) names.Add("(no file)");
            else
            {
                foreach (var (name, _) in MetaFile.RequestExamples(Path, "post"))
                    if (Excluded.All(e => e.Name != name)) names.Add(name);
            }

            return names;
        }
    }

    [OpenApiTheory]
    [MemberData(nameof(Names))]
    public async Task Send_MetasExample_IsAccepted(string name)
    {
        await using var emulator = await RunningEmulator.Start();
        var example = MetaFile.RequestExamples(Path, "post").Single(e => e.Name == name).Value;
        var request = await ExampleFiller.Fill(emulator, example);
        var answer = await emulator.Send(request.ToJsonString());
        answer.Ok.ShouldBeTrue($"{request.ToJsonString()} → {answer.Json}");
        var schema = answer.Json.TryGetProperty("success", out _) ? JsonSerializer.Deserialize<JsonElement>("""{"$ref":"#/components/schemas/MarkMessageResponsePayload"}""") : MetaFile.ResponseSchema(Path, "post");
        new JsonSchema(MetaFile.Corrected).Validate(schema, answer.Json).ShouldBeEmpty();
    }

    [OpenApiFact]
    public async Task Send_ExcludedExamples_ExistAndAreRefused()
    {
        await using var emulator = await RunningEmulator.Start();
        foreach (var excluded in Excluded)
        {
            var example = MetaFile.RequestExamples(Path, "post").Single(e => e.Name == excluded.Name).Value;
            (await emulator.Send((await ExampleFiller.Fill(emulator, example)).ToJsonString())).Ok.ShouldBeFalse(excluded.Reason);
        }
    }

    [OpenApiFact]
    public async Task Send_Errors_FitTheErrorSchema()
    {
        await using var emulator = await RunningEmulator.Start();
        var schema = JsonSerializer.Deserialize<JsonElement>("""{"$ref":"#/components/schemas/GraphAPIError"}""");
        string[] wrong = ["{}", """{"messaging_product":"whatsapp","to":"x"}""", """{"messaging_product":"whatsapp","to":"5511987654321","type":"text"}"""];
        foreach (var body in wrong) new JsonSchema(MetaFile.Corrected).Validate(schema, (await emulator.Send(body)).Json).ShouldBeEmpty();
        emulator.World.ArmSendFault(new SendFault { Code = 131016 });
        new JsonSchema(MetaFile.Corrected).Validate(schema, (await emulator.SendText()).Json).ShouldBeEmpty();
    }

    /// <summary>The other direction: what the corrected request schema says is valid (here: the simplest message of each type) is accepted.</summary>
    [OpenApiTheory]
    [InlineData("""{"type":"text","text":{"body":"Olá","preview_url":true}}""")]
    [InlineData("""{"type":"image","image":{"link":"https://x.com/a.png","caption":"c"}}""")]
    [InlineData("""{"type":"video","video":{"link":"https://x.com/a.mp4"}}""")]
    [InlineData("""{"type":"document","document":{"link":"https://x.com/a.pdf"}}""")]
    [InlineData("""{"type":"location","location":{"latitude":"-23.5","longitude":"-46.6"}}""")]
    [InlineData("""{"type":"reaction","reaction":{"message_id":"wamid.X","emoji":"👍"}}""")]
    [InlineData("""{"type":"contacts","contacts":[{"name":{"formatted_name":"Bia Lima","first_name":"Bia"}}]}""")]
    [InlineData("""{"type":"interactive","interactive":{"type":"button","body":{"text":"?"},"action":{"buttons":[{"type":"reply","reply":{"id":"1","title":"Sim"}}]}}}""")]
    [InlineData("""{"type":"template","template":{"name":"hello_world","language":{"code":"en_US"}}}""")]
    public async Task Send_WhatTheSchemaAllows_IsAccepted(string message)
    {
        await using var emulator = await RunningEmulator.Start();
        var request = JsonNode.Parse(message)!.AsObject();
        request["messaging_product"] = "whatsapp";
        request["recipient_type"] = "individual";
        request["to"] = RunningEmulator.Patient;
        var schemas = MetaFile.Corrected.GetProperty("components").GetProperty("schemas");
        var mapping = schemas.GetProperty("Message").GetProperty("discriminator").GetProperty("mapping").GetProperty(request["type"]!.GetValue<string>());
        var schema = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["$ref"] = mapping.GetString()! });
        new JsonSchema(MetaFile.Corrected).Validate(schema, JsonSerializer.SerializeToElement(request)).ShouldBeEmpty();
        (await emulator.Send(request.ToJsonString())).Ok.ShouldBeTrue();
    }
}
