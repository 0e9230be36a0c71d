using System.Buffers;
using System.Text;

namespace OrleansWa.Storage.Content;

/// <summary>Codec 0: UTF-8 as it is.</summary>
public sealed class PlainContentCodec : IContentCodec
{
    /// <summary>The number stored beside plain bytes.</summary>
    public const int Number = 0;

    /// <inheritdoc/>
    public int Encode(string tenantId, string content, IBufferWriter<byte> output)
    {
        Encoding.UTF8.GetBytes(content, output);
        return Number;
    }

    /// <inheritdoc/>
    public string Decode(string tenantId, int codec, ReadOnlySpan<byte> bytes) => codec == Number
        ? Encoding.UTF8.GetString(bytes)
        : throw new InvalidOperationException($"Content was written by codec {codec}; this process is configured for plain content only.");
}
