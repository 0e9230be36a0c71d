namespace OrleansWa.Testing.Silo;
public static class Clinic {
    public const string GreetingFlow = """
        {"nodes":[
          {"id":"start","type":"trigger","data":{"trigger":"any_message"}},
          {"id":"ask","type":"ask","data":{"message":{"type":"text","text":{"body":"Qual é o seu nome?"}},"variable":"name"}},
          {"id":"greet","type":"message","data":{"message":{"type":"text","text":{"body":"Olá {{name}}!"}}}},
          {"id":"end","type":"end","data":{}}],
         "edges":[
          {"id":"e1","source":"start","target":"ask"},
          {"id":"e2","source":"ask","target":"greet"},
          {"id":"e3","source":"greet","target":"end"}]}
        """;
    public const string EchoFlow = """
        {"nodes":[
          {"id":"start","type":"trigger","data":{"trigger":"any_message"}},
          {"id":"echo","type":"message","data":{"message":{"type":"text","text":{"body":"eco {{input.text}}"}}}}],
         "edges":[{"id":"e1","source":"start","target":"echo"}]}
        """;
}
