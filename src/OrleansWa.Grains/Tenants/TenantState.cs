using OrleansWa.Contracts.Tenants;
using OrleansWa.Grains.State;

namespace OrleansWa.Grains.Tenants;

/// <summary>Stored state of a tenant.</summary>
[StateSchema(1)]
internal sealed record TenantState
{
    /// <summary>Unknown until the tenant is created.</summary>
    public TenantStatus Status { get; init; }

    /// <summary>Display name.</summary>
    public string Name { get; init; } = "";

    /// <summary>IANA time zone.</summary>
    public string TimeZone { get; init; } = "";

    /// <summary>BCP 47 tag.</summary>
    public string Locale { get; init; } = "";

    /// <summary>Secret of the tenant's own Meta app, encrypted; null without one.</summary>
    public string? AppSecret { get; init; }

    /// <summary>Verify token of the tenant's own Meta app, encrypted; null without one.</summary>
    public string? VerifyToken { get; init; }

    /// <summary>Words of consent; null while the defaults hold.</summary>
    public ConsentSettings? Consent { get; init; }

    /// <summary>Creation time.</summary>
    public DateTimeOffset CreatedAt { get; init; }
}
