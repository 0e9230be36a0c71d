using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using OrleansWa.Silo.Cluster;
using OrleansWa.Testing.Http;

namespace OrleansWa.Cluster.Tests.Silos;

/// <summary>Who is marked dead before a silo joins: nobody that could be alive.</summary>
public sealed class StaleMembersTests
{
    private static readonly DateTime Heartbeat = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private readonly MembersInMemory _table = new();
    private readonly TimeByHand _time = new();

    [Fact]
    public async Task Join_WhenAMemberCannotBeReachedAndItsHeartbeatStandsStill_IsMarkedDead()
    {
        var gone = _table.Add(FreePorts.Next(), SiloStatus.Active, Heartbeat);
        var joining = Look();

        await _time.Passes(TimeSpan.FromSeconds(11));
        await joining;

        _table.StatusOf(gone).ShouldBe(SiloStatus.Dead);
    }

    [Fact]
    public async Task Join_WhenItsHeartbeatMovesMeanwhile_IsLeftAlone()
    {
        var hidden = _table.Add(FreePorts.Next(), SiloStatus.Active, Heartbeat);
        var joining = Look();

        await _time.Passes(TimeSpan.FromSeconds(11), () => _table.Beat(hidden, Heartbeat.AddSeconds(5)));
        await joining;

        _table.StatusOf(hidden).ShouldBe(SiloStatus.Active, "another network may reach it, whatever this machine sees");
    }

    [Fact]
    public async Task Join_WhenEveryMemberCanBeReached_WaitsForNothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var alive = _table.Add(((IPEndPoint)listener.LocalEndpoint).Port, SiloStatus.Active, Heartbeat.AddHours(-1));
        var dead = _table.Add(FreePorts.Next(), SiloStatus.Dead, Heartbeat);

        await Look();

        _table.StatusOf(alive).ShouldBe(SiloStatus.Active, "an old heartbeat alone says only that clocks differ");
        _table.StatusOf(dead).ShouldBe(SiloStatus.Dead);
    }

    [Fact]
    public async Task Join_WhenTheTableChangesAtTheSameMoment_TriesAgain()
    {
        var gone = _table.Add(FreePorts.Next(), SiloStatus.ShuttingDown, Heartbeat);
        _table.RefuseUpdates = 2;
        var joining = Look();

        await _time.Passes(TimeSpan.FromSeconds(11));
        await joining;

        _table.StatusOf(gone).ShouldBe(SiloStatus.Dead);
    }

    private Task Look() => new StaleMembers(_table, new Self(), _time, NullLogger<StaleMembers>.Instance).MarkDead(CancellationToken.None);

    private sealed class Self : ILocalSiloDetails
    {
        public string Name => "self";

        public string ClusterId => "test";

        public string DnsHostName => "localhost";

        public SiloAddress SiloAddress { get; } = SiloAddress.New(IPAddress.Loopback, 1, 1);

        public SiloAddress GatewayAddress => SiloAddress;
    }
}
