using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace OrleansWa.ClientApi.Docs;

/// <summary>Examples of bodies, by method and path.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string> ByRoute = new(StringComparer.Ordinal)
    {
        ["POST api/v1/tenants"] = """{"id":"clinica-sorriso","name":"Clínica Sorriso"}""",
        ["PATCH api/v1/tenants/{tenantId}"] = """{"name":"Clínica Sorriso Feliz","timeZone":"America/Sao_Paulo"}""",
        ["POST api/v1/tenants/{tenantId}/api-keys"] = """{"name":"agenda","role":"tenant_admin"}""",
        ["POST api/v1/channels"] =
            """{"id":"recepcao","connector":"cloud_api","role":"main","displayName":"Recepção","credentials":{"accessToken":"EAAG…"},"cloudApi":{"phoneNumberId":"106540352242922","businessAccountId":"102290129340398"}}""",
        ["PATCH api/v1/channels/{channelId}"] = """{"displayName":"Recepção central","limits":{"messagesPerDay":1000}}""",
        ["POST api/v1/channels/{channelId}/messages"] = """{"to":"+55 11 98765-4321","type":"text","text":{"body":"Sua consulta é amanhã às 10h."}}""",
        ["POST api/v1/messages"] =
            """{"to":"+55 11 98765-4321","role":"main","type":"text","text":{"body":"Sua consulta é amanhã às 10h."},"fallbackTemplate":{"name":"lembrete_consulta","language":{"code":"pt_BR"}}}""",
        ["PATCH api/v1/conversations/{conversationId}"] = """{"botEnabled":true}""",
        ["POST api/v1/flows"] = FlowExample("\"id\":\"boas-vindas\","),
        ["PUT api/v1/flows/{flowId}"] = FlowExample(""),
    };

    public static void AddTo(OpenApiOperation operation, string? path, string? method)
    {
        if (ByRoute.TryGetValue($"{method} {path?.Trim('/')}", out var example)
            && operation.RequestBody?.Content is { } content
            && content.TryGetValue("application/json", out var json))
        {
            json.Example = JsonNode.Parse(example);
        }
    }

    private static string FlowExample(string id) =>
        "{" + id + "\"name\":\"Boas-vindas\",\"graph\":" + Development.DemoFlow.SmallGraph + "}";
}
