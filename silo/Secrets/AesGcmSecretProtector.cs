using System.Security.Cryptography;
using System.Text;
using OrleansWa.Contracts;
using OrleansWa.Contracts.Secrets;

namespace OrleansWa.Silo.Secrets;

/// <summary>AES-256-GCM under the key ring: <c>v1.{keyId}.{base64 of nonce, tag, ciphertext}</c>; the scope is authenticated with it.</summary>
internal sealed class AesGcmSecretProtector(KeyRing keys) : ISecretProtector
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public string Protect(string scope, string plaintext)
    {
        var text = Encoding.UTF8.GetBytes(plaintext);
        var box = new byte[NonceBytes + TagBytes + text.Length];
        var nonce = box.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(keys.Find(keys.Current)!, TagBytes);
        aes.Encrypt(nonce, text, box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), Encoding.UTF8.GetBytes(scope));
        return $"v1.{keys.Current}.{Convert.ToBase64String(box)}";
    }

    public string Unprotect(string scope, string ciphertext)
    {
        var parts = ciphertext.Split('.', 3);
        if (parts.Length != 3 || parts[0] != "v1" || keys.Find(parts[1]) is not { } key)
        {
            throw Corrupt("its key is not in the key ring");
        }

        try
        {
            var box = Convert.FromBase64String(parts[2]);
            var text = new byte[box.Length - NonceBytes - TagBytes];
            using var aes = new AesGcm(key, TagBytes);
            aes.Decrypt(
                box.AsSpan(0, NonceBytes), box.AsSpan(NonceBytes + TagBytes), box.AsSpan(NonceBytes, TagBytes), text, Encoding.UTF8.GetBytes(scope));
            return Encoding.UTF8.GetString(text);
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or OverflowException)
        {
            throw Corrupt("it was changed or moved");
        }
    }

    private static ProblemException Corrupt(string why) => new(
        ProblemKind.Conflict, "secret_corrupt", $"A stored secret does not open: {why}. Restore the file of Secrets:KeyFile, or set the secret again.");
}
