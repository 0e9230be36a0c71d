using System.Buffers;
using System.Text;
using OrleansWa.Storage.Content;

namespace OrleansWa.Storage.Tests.Support;

/// <summary>Stands for an encrypting codec: number 7, bytes that are not the text, bound to the tenant; reads plain rows too.</summary>
internal sealed class RotatingCodec : IContentCodec
{
    private readonly PlainContentCodec _plain = new();

    public int Encode(string tenantId, string content, IBufferWriter<byte> output)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        output.Write(Array.ConvertAll(bytes, b => (byte)(b ^ Key(tenantId))));
        return 7;
    }

    public string Decode(string tenantId, int codec, ReadOnlySpan<byte> bytes) => codec == 7
        ? Encoding.UTF8.GetString(Array.ConvertAll(bytes.ToArray(), b => (byte)(b ^ Key(tenantId))))
        : _plain.Decode(tenantId, codec, bytes);

    private static byte Key(string tenantId) => (byte)(0x80 | tenantId.Length);
}
