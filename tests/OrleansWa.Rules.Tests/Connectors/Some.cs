using Microsoft.Extensions.Options;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Messages;

namespace OrleansWa.Rules.Tests.Connectors;

/// <summary>Named test data.</summary>
internal static class Some
{
    public const string Accepted =
        """{"messaging_product":"whatsapp","contacts":[{"input":"+5511987654321","wa_id":"551187654321"}],"messages":[{"id":"wamid.OUT1"}]}""";

    public static readonly ConnectorAccount Account = new("106540352242922", "102290129340398", "EAAtoken");

    public static ConnectorMessage Message(MessageContent? content = null, string? phone = "5511987654321", string? userId = null, string? replyTo = null) =>
        new("msg_1", phone, userId, content ?? MessageContent.Text("Olá"), replyTo);

    public static CloudApiConnector Connector(HttpMessageHandler handler, TimeProvider? time = null, string baseUrl = "https://graph.facebook.com")
    {
        var http = new HttpClient(handler);
        CloudApiHttp.Configure(http);
        var options = new CloudApiOptions { BaseUrl = new Uri(baseUrl) };
        return new CloudApiConnector(http, Options.Create(options), time ?? new ManualTimeProvider(), new Random(1));
    }
}
