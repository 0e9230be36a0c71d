using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace OrleansWa.Connectors.CloudApi;

/// <summary>
/// JSON of strangers in a form that nothing downstream chokes on: no <c>\u0000</c> (PostgreSQL's jsonb refuses it), no half surrogate pairs and
/// no invalid UTF-8 (System.Text.Json throws on them when the text is read, not when it is parsed).
/// </summary>
internal static class SafeJson
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    /// <summary>Parses; <see cref="JsonException"/> when it is not JSON or is nested deeper than 64.</summary>
    public static JsonDocument Parse(ReadOnlyMemory<byte> json)
    {
        var document = JsonDocument.Parse(ReplaceInvalidUtf8(json), Options);
        if (HasOnlySafeEscapes(json.Span))
        {
            return document;
        }

        // Only what was JSON before the repair is taken.
        document.Dispose();
        return JsonDocument.Parse(Repair(ReplaceInvalidUtf8(json).Span), Options);
    }

    /// <summary>Whether all texts of the JSON can be read and stored as they are.</summary>
    public static bool IsSafe(ReadOnlySpan<byte> json) => Utf8.IsValid(json) && HasOnlySafeEscapes(json);

    /// <summary>Drops <c>\u0000</c> and replaces half surrogate pairs by U+FFFD; everything else stays byte for byte.</summary>
    public static byte[] Repair(ReadOnlySpan<byte> json)
    {
        var output = new ArrayBufferWriter<byte>(json.Length);
        while (!json.IsEmpty)
        {
            var plain = json.IndexOf((byte)'\\');
            plain = plain < 0 ? json.Length : plain;
            output.Write(json[..plain]);
            json = json[plain..];
            if (!json.IsEmpty)
            {
                output.Write(Replacement(ReadEscape(json, out var length), json[..length]));
                json = json[length..];
            }
        }

        return output.WrittenSpan.ToArray();
    }

    private static ReadOnlyMemory<byte> ReplaceInvalidUtf8(ReadOnlyMemory<byte> json) =>
        Utf8.IsValid(json.Span) ? json : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json.Span));

    private static bool HasOnlySafeEscapes(ReadOnlySpan<byte> json)
    {
        for (var at = json.IndexOf((byte)'\\'); at >= 0; at = json.IndexOf((byte)'\\'))
        {
            json = json[at..];
            if (ReadEscape(json, out var length) != Escape.Plain)
            {
                return false;
            }

            json = json[length..];
        }

        return true;
    }

    private static ReadOnlySpan<byte> Replacement(Escape escape, ReadOnlySpan<byte> original) => escape switch
    {
        Escape.Nul => [],
        Escape.HalfPair => "\\ufffd"u8,
        _ => original,
    };

    // An escaped backslash is consumed whole, so that the text "\\u0000" (a backslash and five characters) survives.
    private static Escape ReadEscape(ReadOnlySpan<byte> json, out int length)
    {
        length = Math.Min(2, json.Length);
        if (!TryReadUnit(json, out var unit))
        {
            return Escape.Plain;
        }

        length = 6;
        if (unit == 0)
        {
            return Escape.Nul;
        }

        if (!char.IsSurrogate((char)unit))
        {
            return Escape.Plain;
        }

        if (char.IsHighSurrogate((char)unit) && TryReadUnit(json[6..], out var next) && char.IsLowSurrogate((char)next))
        {
            length = 12;
            return Escape.Plain;
        }

        return Escape.HalfPair;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> json, out ushort unit)
    {
        unit = 0;
        return json.Length >= 6 && json[0] == '\\' && json[1] == 'u'
            && Utf8Parser.TryParse(json.Slice(2, 4), out unit, out var consumed, 'x') && consumed == 4;
    }

    private enum Escape
    {
        Plain,
        Nul,
        HalfPair,
    }
}
