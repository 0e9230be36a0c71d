using OrleansWa.Contracts;
using OrleansWa.Simulation.Tests.Outside;

namespace OrleansWa.Simulation.Tests.Checks;

/// <summary>Both sides of a run: what is stored, and what happened outside.</summary>
/// <param name="Rows">Stored messages, in order.</param>
/// <param name="Posts">What Meta told.</param>
/// <param name="Sends">What clients sent.</param>
/// <param name="Attempts">What reached the network.</param>
/// <param name="CutOffTries">Tries that a crash cut off, by message, as the store knows them; not all reached the network.</param>
/// <param name="Caps">Daily caps by account.</param>
/// <param name="Flows">Flow by tenant.</param>
internal sealed record Facts(
    IReadOnlyList<StoredRow> Rows,
    IReadOnlyList<Post> Posts,
    IReadOnlyList<ApiSend> Sends,
    IReadOnlyList<Attempt> Attempts,
    ILookup<string, DateTimeOffset> CutOffTries,
    IReadOnlyDictionary<string, int> Caps,
    IReadOnlyDictionary<string, string> Flows)
{
    private readonly ILookup<string, Attempt> _attempts = Attempts.ToLookup(a => a.MessageId);

    /// <summary>The attempts of a message, in order.</summary>
    public IEnumerable<Attempt> Of(StoredRow row) => _attempts[row.Id];

    /// <summary>When tries of a message began that a crash cut off.</summary>
    public IEnumerable<DateTimeOffset> CutOff(StoredRow row) => CutOffTries[row.Id];

    /// <summary>What a client asked for; null when a flow sent it.</summary>
    public ApiSend? Asked(StoredRow row) => Sends.FirstOrDefault(send => send.Receipts.Contains(row.Id));

    /// <summary>Outgoing rows.</summary>
    public IEnumerable<StoredRow> Outgoing => Rows.Where(r => r.IsOutbound);

    /// <summary>Incoming rows.</summary>
    public IEnumerable<StoredRow> Incoming => Rows.Where(r => !r.IsOutbound);

    /// <summary>Id of the reply that an incoming message causes.</summary>
    public static string ReplyId(StoredRow incoming) => DerivedId.From("msg_", incoming.TenantId, incoming.ChannelId, incoming.Id, "0");
}
