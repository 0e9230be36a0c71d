using System.ComponentModel.DataAnnotations;

namespace OrleansWa.ClientApi.Bootstrap;

/// <summary>Exchanges the one-time token for the first platform admin's key.</summary>
/// <param name="Token">The token of the link.</param>
public sealed record BootstrapRequest([property: Required] string? Token);

/// <summary>The first platform admin's key.</summary>
/// <param name="Id">Its public id.</param>
/// <param name="Key">The key itself; it is shown this once.</param>
public sealed record BootstrapResponse(string Id, string Key)
{
    /// <inheritdoc/>
    public override string ToString() => $"{nameof(BootstrapResponse)} {Id}";
}
