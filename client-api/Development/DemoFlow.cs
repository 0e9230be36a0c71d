namespace OrleansWa.ClientApi.Development;

/// <summary>The flow of the demo tenant: a clinic's reception asks for the name and the reason.</summary>
internal static class DemoFlow
{
    public const string Id = "recepcao";
    public const string Name = "Recepção";

    public const string Graph = """
        {
          "nodes": [
            { "id": "inicio", "type": "trigger", "position": { "x": 0, "y": 0 }, "data": { "trigger": "any_message" } },
            { "id": "nome", "type": "ask", "position": { "x": 0, "y": 120 }, "data": { "variable": "nome", "message": {
              "type": "text", "text": { "body": "Olá! Aqui é da Clínica Demonstração. 😊 Qual é o seu nome?" } } } },
            { "id": "motivo", "type": "ask", "position": { "x": 0, "y": 240 }, "data": { "variable": "motivo", "message": {
              "type": "text", "text": { "body": "Prazer, {{nome}}! Em que podemos ajudar? Escreva *consulta* para marcar um horário, ou conte o motivo do contato." } } } },
            { "id": "quer-consulta", "type": "condition", "position": { "x": 0, "y": 360 }, "data": {
              "left": "{{motivo}}", "operator": "contains", "right": "consulta" } },
            { "id": "consulta", "type": "message", "position": { "x": -200, "y": 480 }, "data": { "message": {
              "type": "text", "text": { "body": "Perfeito, {{nome}}! A recepção vai confirmar o horário da sua consulta por aqui." } } } },
            { "id": "outro", "type": "message", "position": { "x": 200, "y": 480 }, "data": { "message": {
              "type": "text", "text": { "body": "Obrigado, {{nome}}. Anotamos: \"{{motivo}}\". Um atendente responde em breve." } } } }
          ],
          "edges": [
            { "id": "e1", "source": "inicio", "target": "nome" },
            { "id": "e2", "source": "nome", "target": "motivo" },
            { "id": "e3", "source": "motivo", "target": "quer-consulta" },
            { "id": "e4", "source": "quer-consulta", "sourceHandle": "true", "target": "consulta" },
            { "id": "e5", "source": "quer-consulta", "sourceHandle": "false", "target": "outro" }
          ]
        }
        """;

    /// <summary>The smallest flow that answers, for the API's description.</summary>
    public const string SmallGraph = """
        {"nodes":[{"id":"inicio","type":"trigger","data":{"trigger":"keyword","keywords":["oi"]}},{"id":"ola","type":"message","data":{"message":{"type":"text","text":{"body":"Olá, {{contact.name}}!"}}}}],"edges":[{"id":"e1","source":"inicio","target":"ola"}]}
        """;
}
