using System.Buffers;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>The encoded content, text and choice of one row, side by side in one reused buffer.</summary>
internal readonly ref struct EncodedContent
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _codec;
    private readonly int _contentEnd;
    private readonly int _textEnd;
    private readonly bool _hasText;
    private readonly bool _hasChoice;

    private EncodedContent(ReadOnlySpan<byte> bytes, int codec, int contentEnd, int textEnd, bool hasText, bool hasChoice)
    {
        _bytes = bytes;
        (_codec, _contentEnd, _textEnd, _hasText, _hasChoice) = (codec, contentEnd, textEnd, hasText, hasChoice);
    }

    public static EncodedContent Of(
        IContentCodec codec, ArrayBufferWriter<byte> buffer, string tenantId, string content, string? text, string? choice)
    {
        var number = codec.Encode(tenantId, content, buffer);
        var contentEnd = buffer.WrittenCount;
        Encode(codec, buffer, tenantId, text);
        var textEnd = buffer.WrittenCount;
        Encode(codec, buffer, tenantId, choice);
        return new EncodedContent(buffer.WrittenSpan, number, contentEnd, textEnd, text is not null, choice is not null);
    }

    /// <summary>Binds codec, content, text and choice, in this order.</summary>
    public SqliteStatement Bind(SqliteStatement statement)
    {
        statement.Bind(_codec).BindBlob(_bytes[.._contentEnd]);
        statement = _hasText ? statement.BindBlob(_bytes[_contentEnd.._textEnd]) : statement.BindNull();
        return _hasChoice ? statement.BindBlob(_bytes[_textEnd..]) : statement.BindNull();
    }

    private static void Encode(IContentCodec codec, ArrayBufferWriter<byte> buffer, string tenantId, string? value)
    {
        if (value is not null)
        {
            codec.Encode(tenantId, value, buffer);
        }
    }
}
