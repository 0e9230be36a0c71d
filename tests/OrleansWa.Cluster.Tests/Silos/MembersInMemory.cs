using System.Globalization;
using System.Net;

namespace OrleansWa.Cluster.Tests.Silos;

/// <summary>A membership table that a test writes.</summary>
internal sealed class MembersInMemory : IMembershipTable
{
    private readonly Dictionary<SiloAddress, MembershipEntry> _members = [];
    private int _version;

    /// <summary>So many updates are lost to somebody else's.</summary>
    public int RefuseUpdates { get; set; }

    public SiloAddress Add(int port, SiloStatus status, DateTime heartbeat)
    {
        var address = SiloAddress.New(IPAddress.Loopback, port, 1);
        _members[address] = new MembershipEntry { SiloAddress = address, Status = status, IAmAliveTime = heartbeat, HostName = "localhost", SiloName = "s" };
        return address;
    }

    public void Beat(SiloAddress address, DateTime heartbeat) => _members[address].IAmAliveTime = heartbeat;

    public SiloStatus StatusOf(SiloAddress address) => _members[address].Status;

    public Task<MembershipTableData> ReadAll() => Task.FromResult(new MembershipTableData(
        [.. _members.Values.Select(entry => Tuple.Create(Copy(entry), "etag"))], new TableVersion(_version, _version.ToString(CultureInfo.InvariantCulture))));

    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion)
    {
        if (RefuseUpdates > 0)
        {
            RefuseUpdates--;
            return Task.FromResult(false);
        }

        tableVersion.Version.ShouldBe(++_version);
        _members[entry.SiloAddress] = entry;
        return Task.FromResult(true);
    }

    public Task InitializeMembershipTable(bool tryInitTableVersion) => Task.CompletedTask;

    public Task DeleteMembershipTableEntries(string clusterId) => Task.CompletedTask;

    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => Task.CompletedTask;

    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadAll();

    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => Task.FromResult(false);

    public Task UpdateIAmAlive(MembershipEntry entry) => Task.CompletedTask;

    private static MembershipEntry Copy(MembershipEntry entry) => new()
    {
        SiloAddress = entry.SiloAddress,
        Status = entry.Status,
        IAmAliveTime = entry.IAmAliveTime,
        HostName = entry.HostName,
        SiloName = entry.SiloName,
    };
}
