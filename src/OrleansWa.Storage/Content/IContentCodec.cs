using System.Buffers;

namespace OrleansWa.Storage.Content;

/// <summary>
/// The one seam through which personal content (message JSON, texts, choices) reaches the database: plain now, encrypted later. Every row keeps
/// the number of the codec that wrote it, so a change of codec needs no rewrite of what is stored.
/// </summary>
public interface IContentCodec
{
    /// <summary>Encodes one content of a tenant.</summary>
    /// <param name="tenantId">Whose content it is; an encrypting codec takes the key from it.</param>
    /// <param name="content">The content.</param>
    /// <param name="output">Where the bytes go.</param>
    /// <returns>Number of the codec, stored beside the bytes.</returns>
    int Encode(string tenantId, string content, IBufferWriter<byte> output);

    /// <summary>Decodes what <see cref="Encode"/> wrote.</summary>
    /// <param name="tenantId">Whose content it is.</param>
    /// <param name="codec">Number stored beside the bytes.</param>
    /// <param name="bytes">The bytes.</param>
    string Decode(string tenantId, int codec, ReadOnlySpan<byte> bytes);
}
