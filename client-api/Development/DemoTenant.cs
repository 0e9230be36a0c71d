using OrleansWa.ClientApi.Hosting;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Flows;
using OrleansWa.Contracts.Security;
using OrleansWa.Contracts.Tenants;

namespace OrleansWa.ClientApi.Development;

/// <summary>A tenant to play with, made through the same grains as any other. Safe to repeat at every start; what exists stays.</summary>
internal sealed class DemoTenant(IGrainFactory grains, IConfiguration settings, ILogger<DemoTenant> logger)
{
    private const string TenantId = "demo";
    private const string ChannelId = "main";

    private readonly string _keyFile = Path.Combine(settings[HostSettings.DataDirectory]!, "demo-api-key");

    public async Task SeedAsync()
    {
        CallScope.EnterPlatform();
        await IfNew(() => grains.GetGrain<ITenantGrain>(GrainKeys.Tenant(TenantId))
            .Create(new CreateTenant("Clínica Demonstração", "America/Sao_Paulo", "pt-BR", null, null)));
        await SeedFlowAsync(grains.GetGrain<IFlowGrain>(GrainKeys.Flow(TenantId, DemoFlow.Id)));
        var channel = await SeedChannelAsync(grains.GetGrain<IChannelGrain>(GrainKeys.Channel(TenantId, ChannelId)));
        await SeedKeyAsync(grains.GetGrain<IApiKeyGrain>(GrainKeys.Platform("api-keys")));
        logger.LogInformation("Demo: channel {Channel} of tenant {Tenant} is {Status}; its API key is in {File}", ChannelId, TenantId, channel.Status, _keyFile);
    }

    private static async Task SeedFlowAsync(IFlowGrain flow)
    {
        await IfNew(() => flow.Create(new SaveFlow(DemoFlow.Name, 0, DemoFlow.Graph)));
        if ((await flow.Get()).PublishedVersion is null)
        {
            await flow.Publish();
        }
    }

    private static async Task<ChannelView> SeedChannelAsync(IChannelGrain channel)
    {
        var number = DemoNumbers.Demo;
        await IfNew(() => channel.Create(new CreateChannel(
            ConnectorKind.CloudApi,
            ChannelRole.Main,
            "Recepção",
            number.AccessToken,
            new CloudApiSettings(number.PhoneNumberId, number.BusinessAccountId),
            null)));
        return await channel.Start();
    }

    private async Task SeedKeyAsync(IApiKeyGrain keys)
    {
        if (File.Exists(_keyFile) && await keys.Authenticate((await File.ReadAllTextAsync(_keyFile)).Trim()) is { TenantId: TenantId })
        {
            return;
        }

        OwnerOnly.WriteFile(_keyFile, (await keys.Issue(new IssueApiKey(TenantId, "demo", Role.TenantAdmin, null))).Key);
    }

    private static async Task IfNew<T>(Func<Task<T>> create)
    {
        try
        {
            await create();
        }
        catch (ProblemException e) when (e.Kind == ProblemKind.Conflict)
        {
            // It is there from an earlier start.
        }
    }
}
