using OrleansWa.Contracts;
using OrleansWa.Contracts.Channels;
using OrleansWa.Contracts.Conversations;
using OrleansWa.Contracts.Messages;
using OrleansWa.Contracts.State;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Channels;

/// <inheritdoc cref="ISenderGrain"/>
[GrainType("wa.senders"), StatelessWorker(4), Reentrant]
internal sealed class SenderGrain(
    IStateStore states, IConversationStore conversations, IMessageStore messages, ConnectorRegistry connectors, TimeProvider time, Random chance) : Grain, ISenderGrain
{
    /// <summary>Channels of a tenant that are looked at; SPEC section 2 allows 3 by default.</summary>
    private const int ChannelsMax = 200;

    // A channel that is lost meanwhile still takes messages: they wait for it.
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(2);
    private IReadOnlyList<SenderChannel> _channels = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;
    private int _turn = chance.Next(1 << 20);

    private string TenantId => GrainKeys.ScopeOf(this.GetPrimaryKeyString());

    public async Task<string> Choose(ChooseSender request, CancellationToken ct)
    {
        if (await messages.Get(TenantId, request.MessageId, ct) is { } known)
        {
            return known.Message.ChannelId;
        }

        var channels = SenderRules.Candidates(await Channels(ct), request.Role);
        if (channels.Count == 0)
        {
            throw ProblemException.Conflict(
                "no_channel", $"No channel of the role '{request.Role.ToString().ToLowerInvariant()}' is connected. Create one or start it, or name a channel.");
        }

        var recent = await conversations.ChannelsWrittenTo(TenantId, request.ContactId, WindowStart(channels), ct);
        return SenderRules.Choose(channels, recent, _turn++);
    }

    private DateTimeOffset WindowStart(IReadOnlyList<SenderChannel> channels) =>
        time.GetUtcNow() - (connectors.Get(channels[0].Connector).ServiceWindow ?? TimeSpan.FromHours(24)) + Messages.ServiceWindow.Margin;

    private async ValueTask<IReadOnlyList<SenderChannel>> Channels(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        if (now - _readAt >= Life)
        {
            var rows = await states.List("wa.channel", TenantId + "/", null, ChannelsMax, ct);
            _channels = [.. rows.Select(row => (Id: GrainKeys.Split(row.Key.GrainKey).Second, State: StateJson.Read<ChannelState>(row)))
                .Select(channel => new SenderChannel(channel.Id, channel.State.Connector, channel.State.Role, channel.State.Status))];
            _readAt = now;
        }

        return _channels;
    }
}
