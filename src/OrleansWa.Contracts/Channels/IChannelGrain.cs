namespace OrleansWa.Contracts.Channels;

/// <summary>One WhatsApp number of a tenant: its session, its quota, and the dispatch of what is due. Key: <see cref="GrainKeys.Channel"/>.</summary>
[Alias("wa.channel")]
public interface IChannelGrain : IGrainWithStringKey
{
    /// <summary>Creates the channel in state <c>disconnected</c>; durable when it returns. Exists already: <c>channel_exists</c> (409).</summary>
    [Alias("create")]
    Task<ChannelView> Create(CreateChannel request, CancellationToken ct = default);

    /// <summary>The channel; <c>channel_not_found</c> (404).</summary>
    [Alias("get"), AlwaysInterleave]
    Task<ChannelView> Get(CancellationToken ct = default);

    /// <summary>Changes fields; durable when it returns; safe to repeat.</summary>
    [Alias("update")]
    Task<ChannelView> Update(UpdateChannel request, CancellationToken ct = default);

    /// <summary>Stops the channel, frees its number and removes it; its history stays. Safe to repeat.</summary>
    [Alias("delete")]
    Task Delete(CancellationToken ct = default);

    /// <summary>
    /// Checks token, number and subscription with the connector, claims the number for this channel, and connects. A refusal by the
    /// connector leaves the state <c>error</c> with a remedy and is not thrown; a number that another channel holds is
    /// <c>phone_number_taken</c> (409). Safe to repeat.
    /// </summary>
    [Alias("start")]
    Task<ChannelView> Start(CancellationToken ct = default);

    /// <summary>Stops sending and ends all attempts to connect; what comes in is still stored. Durable when it returns; safe to repeat.</summary>
    [Alias("stop")]
    Task<ChannelView> Stop(CancellationToken ct = default);

    /// <summary>Stops or releases the channel because its tenant was suspended or resumed; safe to repeat.</summary>
    [Alias("tenant-suspended")]
    Task SetTenantSuspended(bool suspended, CancellationToken ct = default);

    /// <summary>Says that there may be something due. Nothing is durable about it: the rows are, and a minute's reminder looks too.</summary>
    [Alias("wake"), AlwaysInterleave]
    Task Wake(CancellationToken ct = default);

    /// <summary>
    /// A message of this channel failed after it was taken, as a status reported: what such a failure asks of the whole channel is done (it stops, or
    /// goes on slower). What happened before the channel was last started changes nothing. Safe to repeat.
    /// </summary>
    [Alias("report-failure")]
    Task ReportFailure(ChannelFailure failure, CancellationToken ct = default);

    /// <summary>Stops the channel if it speaks for this business account, because another channel of the account learnt that nothing may be sent. Safe to repeat.</summary>
    [Alias("stop-for-account")]
    Task StopForAccount(AccountProblem problem, CancellationToken ct = default);

    /// <summary>Hands incoming events that no conversation has handled to their conversations again; safe to repeat.</summary>
    [Alias("redeliver"), AlwaysInterleave]
    Task RedeliverUnhandled(CancellationToken ct = default);
}
