namespace OrleansWa.Contracts.Tenants;

/// <summary>What the webhook endpoint needs to check a signature and a handshake of a tenant's own Meta app.</summary>
[GenerateSerializer, Immutable, Alias("wa.tenant.app-credentials.v1")]
public sealed record AppCredentials([property: Id(0)] string AppSecret, [property: Id(1)] string VerifyToken)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(AppCredentials);
}
