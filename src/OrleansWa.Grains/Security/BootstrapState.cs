using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Security;

/// <summary>Stored state of the first platform admin's invitation.</summary>
[StateSchema(1)]
internal sealed record BootstrapState
{
    /// <summary>Lower-case hex SHA-256 of the token on offer; null for none.</summary>
    public string? TokenHash { get; init; }

    /// <summary>There is a platform admin; no token is offered again.</summary>
    public bool Closed { get; init; }
}
