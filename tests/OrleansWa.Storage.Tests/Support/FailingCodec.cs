using System.Buffers;
using OrleansWa.Storage.Content;

namespace OrleansWa.Storage.Tests.Support;

/// <summary>Fails on one content, after rows before it were written.</summary>
internal sealed class FailingCodec(string poison) : IContentCodec
{
    private readonly PlainContentCodec _plain = new();

    public int Encode(string tenantId, string content, IBufferWriter<byte> output) =>
        content == poison ? throw new InvalidOperationException(poison) : _plain.Encode(tenantId, content, output);

    public string Decode(string tenantId, int codec, ReadOnlySpan<byte> bytes) => _plain.Decode(tenantId, codec, bytes);
}
