using Microsoft.Extensions.Logging;
using OrleansWa.Contracts;
using OrleansWa.Storage;

namespace OrleansWa.Silo;

/// <summary>Opens the store before the first grain and closes it after the last.</summary>
internal sealed class StoreLifetime(IStore store, SiloReadiness readiness, TimeProvider time, ILogger<StoreLifetime> logger)
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);

    /// <summary>What is open, for a person.</summary>
    public string Description => store.Description;

    /// <summary>Returns when it is open. A database server that is away comes back; readiness says meanwhile what is missing.</summary>
    public async Task Open(CancellationToken ct)
    {
        readiness.Say("The database is being opened.");
        while (true)
        {
            try
            {
                await store.Open(ct);
                return;
            }
            catch (ProblemException away) when (away.Code == "storage_unreachable")
            {
                readiness.Say(away.Message);
                logger.LogWarning("{Reason} Trying again in {Delay}", away.Message, Retry);
                await Task.Delay(Retry, time, ct);
            }
        }
    }

    /// <summary>Commits what is queued and closes.</summary>
    public Task Close() => store.Close();
}
