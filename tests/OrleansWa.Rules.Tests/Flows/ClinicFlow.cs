using OrleansWa.Grains.Flows;

namespace OrleansWa.Rules.Tests.Flows;

/// <summary>A small clinic's flow: greets by name, asks for the convênio, answers by it.</summary>
internal static class ClinicFlow
{
    public const string Json = """
        {
          "nodes": [
            {"id":"inicio","type":"trigger","position":{"x":0,"y":0},"data":{"trigger":"keyword","keywords":["oi","olá","bom dia"],"match":"exact"}},
            {"id":"saudacao","type":"message","data":{"message":{"type":"text","text":{"body":"Olá, {{contact.name}}! Aqui é da Clínica Vida."}}}},
            {"id":"convenio","type":"ask","data":{"variable":"convenio","message":{"type":"text","text":{"body":"Qual é o seu convênio?"}}}},
            {"id":"atende","type":"condition","data":{"left":"{{convenio}}","operator":"equals","right":"Saúde Bem"}},
            {"id":"sim","type":"message","data":{"message":{"type":"text","text":{"body":"Atendemos {{convenio}}."}}}},
            {"id":"nao","type":"message","data":{"message":{"type":"text","text":{"body":"Ainda não atendemos {{ convenio }}."}}}},
            {"id":"horario","type":"ask","data":{"variable":"horario","message":{"type":"interactive","interactive":{"type":"button",
              "body":{"text":"Prefere qual horário, {{contact.first_name}}?"},
              "action":{"buttons":[{"type":"reply","reply":{"id":"manha","title":"Manhã"}},{"type":"reply","reply":{"id":"tarde","title":"Tarde"}}]}}}}},
            {"id":"resumo","type":"message","data":{"message":{"type":"text","text":{"body":"Anotado: {{convenio}}, {{horario}} ({{horario.id}})."}}}},
            {"id":"fim","type":"end"}
          ],
          "edges": [
            {"id":"e1","source":"inicio","target":"saudacao"},
            {"id":"e2","source":"saudacao","target":"convenio","animated":true},
            {"id":"e3","source":"convenio","target":"atende"},
            {"id":"e4","source":"atende","sourceHandle":"true","target":"sim"},
            {"id":"e5","source":"atende","sourceHandle":"false","target":"nao"},
            {"id":"e6","source":"sim","sourceHandle":null,"target":"horario"},
            {"id":"e7","source":"nao","target":"fim"},
            {"id":"e8","source":"horario","target":"resumo"},
            {"id":"e9","source":"resumo","target":"fim"}
          ]
        }
        """;

    public static PublishedFlow Published { get; } = new("clinica", 3, 0, FlowGraph.Parse(Json));
}
