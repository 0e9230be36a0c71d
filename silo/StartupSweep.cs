using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;

namespace OrleansWa.Silo;

/// <summary>
/// After a start: every channel that holds a number is woken, so that what a crash left unhandled or unsent goes on at once and not at the
/// next reminder. In waves of 50, so that a restart with 1,000 channels does not come as one blow. Safe to repeat.
/// </summary>
internal sealed class StartupSweep(IChannelBindingStore bindings, IGrainFactory grains, ILogger<StartupSweep> logger)
{
    private const int Wave = 50;

    /// <summary>Wakes what it can. A store that goes away meanwhile ends the sweep and not the silo: the reminder of each channel comes within a minute.</summary>
    public async Task Run(CancellationToken ct)
    {
        try
        {
            await Sweep(ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            logger.LogError(fault, "Channels could not be looked after; the reminder of each tries again within a minute");
        }
    }

    private async Task Sweep(CancellationToken ct)
    {
        CallScope.EnterPlatform();
        var (tenantId, channelId, woken) = ((string?)null, (string?)null, 0);
        while (await bindings.List(tenantId, channelId, Wave, ct) is { Count: > 0 } wave)
        {
            await Task.WhenAll(wave.Select(binding => Wake(binding, ct)));
            (tenantId, channelId) = (wave[^1].TenantId, wave[^1].ChannelId);
            woken += wave.Count;
        }

        logger.LogInformation("{Count} channels were looked after", woken);
    }

    private async Task Wake(ChannelBinding binding, CancellationToken ct)
    {
        try
        {
            var channel = grains.GetGrain<IChannelGrain>(GrainKeys.Channel(binding.TenantId, binding.ChannelId));
            await channel.Wake(ct);
            await channel.RedeliverUnhandled(ct);
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            logger.LogError(fault, "Channel {Tenant}/{Channel} could not be looked after; its reminder tries again within a minute", binding.TenantId, binding.ChannelId);
        }
    }
}
