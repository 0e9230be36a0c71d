namespace OrleansWa.Silo.Secrets;

/// <summary>Where the keys that encrypt secrets at rest come from.</summary>
public sealed class SecretsOptions
{
    /// <summary>
    /// <c>Secrets:KeyFile</c>: the key ring, one <c>id:base64</c> line per key of 32 bytes, the first being the one that encrypts. Default
    /// <c>secrets.keys</c> in the data directory, made at the first start and readable by its owner only. Keep a copy apart from the
    /// database: without it the stored credentials cannot be read.
    /// </summary>
    public string? KeyFile { get; set; }
}
