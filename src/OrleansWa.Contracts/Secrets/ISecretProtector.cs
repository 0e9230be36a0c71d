namespace OrleansWa.Contracts.Secrets;

/// <summary>
/// Encrypts secrets at rest (AES-GCM under the key ring of <c>Secrets:KeyFile</c>; DESIGN.md, promise 8). The scope is bound into the
/// ciphertext, so that a secret copied to another tenant or field does not open.
/// </summary>
public interface ISecretProtector
{
    /// <summary>Encrypts under the newest key.</summary>
    /// <param name="scope">Where the secret belongs, e.g. <c>acme/main:access_token</c>.</param>
    /// <param name="plaintext">The secret.</param>
    string Protect(string scope, string plaintext);

    /// <summary>Decrypts.</summary>
    /// <exception cref="ProblemException"><c>secret_corrupt</c>: the text was changed, moved to another scope, or its key is not in the ring.</exception>
    string Unprotect(string scope, string ciphertext);
}
