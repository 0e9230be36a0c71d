using System.Security.Cryptography;
using System.Text;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Security;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Security;

/// <inheritdoc cref="IBootstrapGrain"/>
[GrainType("wa.bootstrap")]
internal sealed class BootstrapGrain(
    [PersistentState("bootstrap")] IPersistentState<BootstrapState> state,
    IIdSource ids) : Grain, IBootstrapGrain
{
    private readonly SerializedUpdates<BootstrapState> _updates = new(state);

    public async Task<string?> Offer(CancellationToken ct)
    {
        if (state.State.Closed)
        {
            return null;
        }

        var token = ids.NewSecret();
        await Write(new BootstrapState { TokenHash = Hash(token) });
        return token;
    }

    public async Task<IssuedApiKey> Redeem(string token, CancellationToken ct)
    {
        var matches = state.State.TokenHash is { } expected
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(Hash(token)));
        if (!matches || state.State.Closed)
        {
            throw new ProblemException(
                ProblemKind.Forbidden, "bootstrap_token_invalid", "The link is wrong or was used. Restart the server for a new link, if no admin exists yet.");
        }

        // Closed before the key is issued: a crash in between costs a restart with Bootstrap:ApiKey, never a second admin by the same link.
        await Write(new BootstrapState { Closed = true });
        return await GrainFactory.GetGrain<IApiKeyGrain>(GrainKeys.Platform("api-keys"))
            .Issue(new IssueApiKey(GrainKeys.PlatformScope, "first platform admin", Role.PlatformAdmin, null), ct);
    }

    public Task Close(CancellationToken ct) => state.State.Closed ? Task.CompletedTask : Write(new BootstrapState { Closed = true });

    private Task Write(BootstrapState next) => _updates.Update(_ => next);

    private static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
