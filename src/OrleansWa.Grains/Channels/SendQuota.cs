using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Channels;

/// <summary>
/// The allowance a channel may spend: reserved durably in blocks before it is spent, so that no crash exceeds the cap; a crash forfeits what is
/// left of a block. Runs on the channel's turns.
/// </summary>
internal sealed class SendQuota(SerializedUpdates<ChannelState> updates, DispatchOptions options, TimeProvider time)
{
    private string? _day;
    private int _left;

    /// <summary>Takes up to so many; 0 when the day's cap is reached.</summary>
    public async Task<int> Take(int wanted)
    {
        var today = Today();
        if (_day != today)
        {
            (_day, _left) = (today, 0);
        }

        if (_left < wanted)
        {
            await Reserve(today, wanted - _left);
        }

        var taken = Math.Min(wanted, _left);
        _left -= taken;
        return taken;
    }

    /// <summary>Gives back what was taken and certainly not sent; ignored when the day has turned meanwhile.</summary>
    public void GiveBack(int count)
    {
        if (_day == Today())
        {
            _left += count;
        }
    }

    /// <summary>When allowance comes again.</summary>
    public DateTimeOffset NextDayAt() => QuotaRules.NextLocalMidnight(time.GetUtcNow(), ChannelViews.Zone(updates.Current));

    private async Task Reserve(string today, int wanted)
    {
        var granted = 0;
        var capped = updates.Current.MessagesPerDay is not null;
        await updates.Update(state =>
        {
            (var next, granted) = QuotaRules.Reserve(state.Quota, state.MessagesPerDay, today, wanted, options.QuotaBlock);
            return granted == 0 ? state : state with { Quota = next };
        });
        // Without a cap the reservation only counts. It must not hold a channel back when the clock was set back over midnight.
        _left += capped ? granted : Math.Max(granted, wanted);
    }

    private string Today() => ChannelViews.Today(updates.Current, time.GetUtcNow());
}
