using System.Collections.Immutable;
using System.Globalization;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Flows;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Testing.Silo;

/// <summary>A tenant with one channel in a <see cref="SiloWorld"/>, and its patients.</summary>
public sealed class Clinic(SiloWorld world, string tenantId, string channelId = "main")
{
    private int _written;

    /// <summary>A flow that asks for a name and greets.</summary>
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

    /// <summary>A flow that answers every message with itself.</summary>
    public const string EchoFlow = """
        {"nodes":[
          {"id":"start","type":"trigger","data":{"trigger":"any_message"}},
          {"id":"echo","type":"message","data":{"message":{"type":"text","text":{"body":"eco {{input.text}}"}}}}],
         "edges":[{"id":"e1","source":"start","target":"echo"}]}
        """;

    /// <summary>The tenant.</summary>
    public string TenantId => tenantId;

    /// <summary>Its channel.</summary>
    public string ChannelId => channelId;

    /// <summary>The number's id with the connector.</summary>
    public string AccountId => "pn-" + tenantId + "-" + channelId;

    /// <summary>The channel.</summary>
    public IChannelGrain Channel => world.Grains.GetGrain<IChannelGrain>(GrainKeys.Channel(tenantId, channelId));

    /// <summary>Creates tenant and channel, and starts the channel.</summary>
    /// <param name="flow">Graph of a flow to publish; null for none.</param>
    /// <param name="messagesPerDay">Daily cap; null for none.</param>
    /// <param name="isFirstChannel">False when another clinic object has created the tenant.</param>
    public Clinic Open(string? flow = null, int? messagesPerDay = null, bool isFirstChannel = true)
    {
        world.As(tenantId, async grains =>
        {
            if (isFirstChannel)
            {
                await CreateTenant(grains);
            }

            await Channel.Create(new CreateChannel(
                ConnectorKind.CloudApi, ChannelRole.Main, "Recepção", "token", new CloudApiSettings(AccountId, "waba-" + tenantId), messagesPerDay));
            return await Channel.Start();
        });
        if (flow is not null)
        {
            Publish("main-flow", flow);
        }

        return this;
    }

    private Task<TenantView> CreateTenant(IGrainFactory grains) => grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(tenantId))
        .Create(new CreateTenant("Clínica " + tenantId, "America/Sao_Paulo", "pt-BR", null, null));

    /// <summary>Saves and publishes a flow.</summary>
    public FlowView Publish(string flowId, string graph, int priority = 0) => world.As(tenantId, async grains =>
    {
        var flow = grains.GetGrain<IFlowGrain>(GrainKeys.Flow(tenantId, flowId));
        await flow.Create(new SaveFlow(flowId, priority, graph));
        return await flow.Publish();
    });

    /// <summary>A patient's text as it comes in a webhook.</summary>
    public WebhookMessage Message(string phone, string text, string? whatsAppId = null) => new()
    {
        AccountId = AccountId,
        WhatsAppId = whatsAppId ?? "wamid.in" + (++_written).ToString(CultureInfo.InvariantCulture),
        Type = "text",
        Sender = new ContactIdentity([new ContactAlias(AliasKind.Phone, "", PhoneNumbers.Key(phone))], phone, "Pessoa " + phone[^2..]),
        Timestamp = world.World.Time.GetUtcNow(),
        Text = text,
        Json = "{\"type\":\"text\",\"text\":{\"body\":\"" + text + "\"}}",
    };

    /// <summary>What staff write to a patient on the handset, as its echo comes in a webhook.</summary>
    public WebhookMessage Echo(string phone, string text, string? whatsAppId = null) => Message(phone, text, whatsAppId) with { FromHandset = true };

    /// <summary>A status as it comes in a webhook.</summary>
    public WebhookStatus Status(WhatsApp.SentMessage sent, MessageStatus status) => new()
    {
        AccountId = AccountId,
        WhatsAppId = sent.WhatsAppId,
        Status = status,
        Timestamp = world.World.Time.GetUtcNow(),
        MessageId = sent.MessageId,
    };

    /// <summary>A webhook call of the platform's app.</summary>
    public static WebhookBatch Batch(ImmutableArray<WebhookMessage> messages, ImmutableArray<WebhookStatus> statuses = default) =>
        new(ConnectorKind.CloudApi, GrainKeys.PlatformScope, messages, statuses.IsDefault ? [] : statuses, [], null);

    /// <summary>Delivers a webhook call; returns when it is acknowledged.</summary>
    public WebhookReceipt Receive(WebhookBatch batch) => world.AsPlatform(grains => Intake(grains).Append(batch));

    /// <summary>A patient writes; returns when it is acknowledged.</summary>
    public WebhookReceipt Write(string phone, string text) => Receive(Batch([Message(phone, text)]));

    /// <summary>Texts sent to a patient, in order.</summary>
    public IReadOnlyList<string> Chat(string phone) =>
        [.. world.WhatsApp.Sent.Where(m => m.AccountId == AccountId && PhoneNumbers.Key(m.To) == PhoneNumbers.Key(phone)).Select(m => m.Text)];

    /// <summary>The worker that takes webhooks.</summary>
    public static IIntakeGrain Intake(IGrainFactory grains) => grains.GetGrain<IIntakeGrain>(GrainKeys.Platform("intake"));
}
