namespace OrleansWa.Connectors.CloudApi;

/// <summary>One call of the Graph API.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path and query behind the version, without a leading slash; its parts are escaped.</param>
/// <param name="Token">Bearer token; never logged.</param>
/// <param name="Limit">Longest time until the whole answer is here.</param>
/// <param name="Body">JSON to send; null for none.</param>
internal sealed record GraphCall(HttpMethod Method, string Path, string Token, TimeSpan Limit, ReadOnlyMemory<byte>? Body = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";
}
