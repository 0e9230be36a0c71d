using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace OrleansWa.Silo.Cluster;

/// <summary>
/// Before a silo joins: members that look alive and are not are marked dead, so that a cluster that was killed whole serves again within seconds
/// and not after minutes of calls to nobody. Dead is a member that cannot be connected to and whose heartbeat stands still for as long as two are
/// due. Clocks are not compared: those of other machines may be wrong.
/// </summary>
internal sealed class StaleMembers(IMembershipTable table, ILocalSiloDetails self, TimeProvider time, ILogger<StaleMembers> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>How often a silo says that it is alive.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Watch = (2 * Heartbeat) + TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(1);

    // After the table is there and before we are in it.
    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe(nameof(StaleMembers), ServiceLifecycleStage.RuntimeGrainServices + 1, MarkDead);

    internal async Task MarkDead(CancellationToken ct)
    {
        var suspects = await Unreachable((await table.ReadAll()).Members.Select(m => m.Item1), ct);
        if (suspects.Count == 0)
        {
            return;
        }

        logger.LogWarning(
            "{Count} members of the cluster cannot be connected to: {Members}. Their heartbeats are watched for {Watch}",
            suspects.Count,
            string.Join(", ", suspects.Keys),
            Watch);
        await Task.Delay(Watch, time, ct);
        foreach (var (member, heartbeat) in suspects)
        {
            await MarkIfStill(member, heartbeat);
        }
    }

    private async Task<Dictionary<SiloAddress, DateTime>> Unreachable(IEnumerable<MembershipEntry> members, CancellationToken ct)
    {
        var others = members.Where(m => LooksAlive(m.Status) && !m.SiloAddress.Endpoint.Equals(self.SiloAddress.Endpoint)).ToList();
        var reachable = await Task.WhenAll(others.Select(m => CanConnect(m.SiloAddress.Endpoint, ct)));
        return others.Where((_, i) => !reachable[i]).ToDictionary(m => m.SiloAddress, m => m.IAmAliveTime);
    }

    private static bool LooksAlive(SiloStatus status) => status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;

    private async Task<bool> CanConnect(IPEndPoint endpoint, CancellationToken ct)
    {
        using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        using var timeout = new CancellationTokenSource(ConnectTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await socket.ConnectAsync(endpoint, either.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return false;
        }
    }

    // Another silo may write the table at the same moment; then somebody has looked at it just now, and the next look decides.
    private async Task MarkIfStill(SiloAddress address, DateTime heartbeat)
    {
        const int Tries = 5;
        for (var i = 0; i < Tries; i++)
        {
            var now = await table.ReadAll();
            if (now.TryGet(address) is not { } row || !LooksAlive(row.Item1.Status) || row.Item1.IAmAliveTime != heartbeat)
            {
                return;
            }

            var entry = row.Item1;
            entry.Status = SiloStatus.Dead;
            if (await table.UpdateRow(entry, row.Item2, now.Version.Next()))
            {
                logger.LogWarning("Member {Member} cannot be connected to and gave no sign for {Watch}; it is marked dead", address, Watch);
                return;
            }
        }

        logger.LogWarning("Member {Member} looks dead and could not be marked; the cluster's own probes will find out", address);
    }
}
