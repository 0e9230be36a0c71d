using System.Globalization;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Contacts;
using OrleansWa.Contracts.Flows;
using OrleansWa.Contracts.Tenants;
using OrleansWa.Contracts.Webhooks;

namespace OrleansWa.Cluster.Tests.Silos;

/// <summary>A tenant with one channel in a cluster, and its patients; it calls as the API does, through a client of the cluster.</summary>
internal sealed class ClusterClinic(TwoSilos silos, string tenantId)
{
    private int _written;

    public IChannelGrain Channel => silos.Client.GetGrain<IChannelGrain>(GrainKeys.Channel(tenantId, "main"));

    /// <summary>Creates tenant, channel and flow, and starts the channel.</summary>
    public async Task<ClusterClinic> Open(string flow)
    {
        CallScope.EnterTenant(tenantId);
        await silos.Client.GetGrain<ITenantGrain>(GrainKeys.Tenant(tenantId)).Create(new CreateTenant("Clínica", "America/Sao_Paulo", "pt-BR", null, null));
        await Channel.Create(new CreateChannel(ConnectorKind.CloudApi, ChannelRole.Main, "Recepção", "token", new CloudApiSettings("pn-" + tenantId, "waba"), null));
        await Channel.Start();
        var grain = silos.Client.GetGrain<IFlowGrain>(GrainKeys.Flow(tenantId, "main-flow"));
        await grain.Create(new SaveFlow("main-flow", 0, flow));
        await grain.Publish();
        return this;
    }

    /// <summary>A patient writes. Like Meta, it sends the same webhook again until it is acknowledged.</summary>
    public async Task Write(string phone, string text)
    {
        var message = new WebhookMessage
        {
            AccountId = "pn-" + tenantId,
            WhatsAppId = "wamid.in" + Interlocked.Increment(ref _written).ToString(CultureInfo.InvariantCulture),
            Type = "text",
            Sender = new ContactIdentity([new ContactAlias(AliasKind.Phone, "", PhoneNumbers.Key(phone))], phone, "Pessoa"),
            Timestamp = TimeProvider.System.GetUtcNow(),
            Text = text,
            Json = "{\"type\":\"text\",\"text\":{\"body\":\"" + text + "\"}}",
        };
        await Patiently(
            () => CallScope.EnterPlatform(),
            () => silos.Client.GetGrain<IIntakeGrain>(GrainKeys.Platform("intake"))
                .Append(new WebhookBatch(ConnectorKind.CloudApi, GrainKeys.PlatformScope, [message], [], [], null)));
    }

    /// <summary>Calls again while the cluster is finding out that a silo is gone, as a client of the API does after a 503.</summary>
    public static async Task<T> Patiently<T>(Action enter, Func<Task<T>> call)
    {
        var deadline = TimeProvider.System.GetTimestamp() + (120 * TimeProvider.System.TimestampFrequency);
        while (true)
        {
            try
            {
                enter();
                return await call();
            }
            catch (Exception e) when (e is OrleansException or TimeoutException && TimeProvider.System.GetTimestamp() < deadline)
            {
                // The next try is a round trip, too.
            }
        }
    }
}
