using System.Text;
using OrleansWa.Connectors.CloudApi;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Rules.Tests.Connectors;

/// <summary>Bodies of webhooks in the shape of reference 2.4.</summary>
internal static class Webhook
{
    public const string Number = "106540352242922";
    public const string Account = "102290129340398";
    public const string Ana = """{"profile":{"name":"Ana Souza"},"wa_id":"551198765432"}""";

    public static string Body(string value, string field = "messages") =>
        $$"""{"object":"whatsapp_business_account","entry":[{"id":"{{Account}}","changes":[{"field":"{{field}}","value":{{value}}}]}]}""";

    public static string Value(string? messages = null, string? statuses = null, string? contacts = Ana, string? more = null) =>
        $$"""
        {"messaging_product":"whatsapp","metadata":{"display_phone_number":"5511940000000","phone_number_id":"{{Number}}"}
        {{(contacts is null ? null : $",\"contacts\":[{contacts}]")}}{{(messages is null ? null : $",\"messages\":[{messages}]")}}
        {{(statuses is null ? null : $",\"statuses\":[{statuses}]")}}{{(more is null ? null : $",{more}")}}}
        """;

    public static WebhookBatch Parse(string body)
    {
        var result = CloudApiWebhookParser.Parse(Encoding.UTF8.GetBytes(body), "_platform", "trace-1");
        result.Failure.ShouldBeNull();
        return result.Batch!;
    }

    public static WebhookMessage Message(string element, string? contacts = Ana) =>
        Parse(Body(Value(messages: element, contacts: contacts))).Messages.ShouldHaveSingleItem();

    public static WebhookStatus Status(string element) => Parse(Body(Value(statuses: element, contacts: null))).Statuses.ShouldHaveSingleItem();
}
