using System.Buffers;
using OrleansWa.Storage.Content;
using OrleansWa.Storage.Sqlite.Engine;

namespace OrleansWa.Storage.Sqlite.Messages;

/// <summary>The encoded content, text, choice and fallback of one row, side by side in one reused buffer.</summary>
internal readonly ref struct EncodedContent
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _codec;
    private readonly int _contentEnd;
    private readonly int _textEnd;
    private readonly int _choiceEnd;
    private readonly bool _hasText;
    private readonly bool _hasChoice;

    private EncodedContent(ReadOnlySpan<byte> bytes, int codec, (int Content, int Text, int Choice) ends, bool hasText, bool hasChoice)
    {
        _bytes = bytes;
        (_codec, _contentEnd, _textEnd, _choiceEnd, _hasText, _hasChoice) = (codec, ends.Content, ends.Text, ends.Choice, hasText, hasChoice);
    }

    public static EncodedContent Of(
        IContentCodec codec, ArrayBufferWriter<byte> buffer, string tenantId, string content, string? text, string? choice, string? fallback)
    {
        var number = codec.Encode(tenantId, content, buffer);
        var contentEnd = buffer.WrittenCount;
        Encode(codec, buffer, tenantId, text);
        var textEnd = buffer.WrittenCount;
        Encode(codec, buffer, tenantId, choice);
        var choiceEnd = buffer.WrittenCount;
        Encode(codec, buffer, tenantId, fallback);
        return new EncodedContent(buffer.WrittenSpan, number, (contentEnd, textEnd, choiceEnd), text is not null, choice is not null);
    }

    /// <summary>Binds codec, content, text, choice, type of the fallback and fallback, in this order.</summary>
    public SqliteStatement Bind(SqliteStatement statement, string? fallbackType)
    {
        statement.Bind(_codec).BindBlob(_bytes[.._contentEnd]);
        statement = _hasText ? statement.BindBlob(_bytes[_contentEnd.._textEnd]) : statement.BindNull();
        statement = (_hasChoice ? statement.BindBlob(_bytes[_textEnd.._choiceEnd]) : statement.BindNull()).Bind(fallbackType);
        return fallbackType is null ? statement.BindNull() : statement.BindBlob(_bytes[_choiceEnd..]);
    }

    private static void Encode(IContentCodec codec, ArrayBufferWriter<byte> buffer, string tenantId, string? value)
    {
        if (value is not null)
        {
            codec.Encode(tenantId, value, buffer);
        }
    }
}
