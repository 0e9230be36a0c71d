using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace OrleansWa.CloudApiEmulator.Webhooks;

/// <summary>
/// Meta's wire form of webhook JSON: pure ASCII with lower-case <c>\uXXXX</c> escapes. The signature covers these bytes, so a receiver
/// that parses and serializes again before it verifies works in English and fails in Portuguese.
/// </summary>
internal static class MetaJson
{
    private const string HexDigits = "0123456789abcdef";

    /// <summary>Encoder for a first pass that leaves letters alone; <see cref="ToAscii"/> then escapes them Meta's way.</summary>
    public static JavaScriptEncoder Relaxed { get; } = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Rewrites UTF-8 JSON; the same array comes back when nothing is to be escaped.</summary>
    public static byte[] ToAscii(byte[] json, bool escapeSlashes)
    {
        if (Ascii.IsValid(json) && !json.AsSpan().Contains((byte)'\\') && !escapeSlashes) return json;
        var ascii = new ArrayBufferWriter<byte>(json.Length + 64);
        var rest = json.AsSpan();
        while (rest.Length > 0) rest = rest[Next(rest, ascii, escapeSlashes)..];
        return ascii.WrittenSpan.ToArray();
    }

    /// <summary>Writes what stands first in the text and returns how many bytes that was.</summary>
    private static int Next(ReadOnlySpan<byte> rest, ArrayBufferWriter<byte> ascii, bool escapeSlashes)
    {
        var plain = PlainLength(rest, escapeSlashes);
        if (plain > 0)
        {
            ascii.Write(rest[..plain]);
            return plain;
        }

        return rest[0] switch
        {
            (byte)'\\' => CopyEscape(rest, ascii),
            (byte)'/' => WriteSlash(ascii),
            _ => EscapeRune(rest, ascii),
        };
    }

    private static int PlainLength(ReadOnlySpan<byte> rest, bool escapeSlashes)
    {
        var i = 0;
        while (i < rest.Length && rest[i] < 0x80 && rest[i] != '\\' && !(escapeSlashes && rest[i] == '/')) i++;
        return i;
    }

    private static int CopyEscape(ReadOnlySpan<byte> rest, ArrayBufferWriter<byte> ascii)
    {
        var length = rest[1] == 'u' ? 6 : 2;
        Span<byte> copy = stackalloc byte[6];
        rest[..length].CopyTo(copy);
        for (var i = 2; i < length; i++) copy[i] = (byte)char.ToLowerInvariant((char)copy[i]);
        ascii.Write(copy[..length]);
        return length;
    }

    private static int WriteSlash(ArrayBufferWriter<byte> ascii)
    {
        ascii.Write("\\/"u8);
        return 1;
    }

    private static int EscapeRune(ReadOnlySpan<byte> rest, ArrayBufferWriter<byte> ascii)
    {
        Rune.DecodeFromUtf8(rest, out var rune, out var consumed);
        Span<char> units = stackalloc char[2];
        var count = rune.EncodeToUtf16(units);
        foreach (var unit in units[..count]) WriteUnit(unit, ascii);
        return consumed;
    }

    private static void WriteUnit(char unit, ArrayBufferWriter<byte> ascii) => ascii.Write(
    [
        (byte)'\\', (byte)'u',
        (byte)HexDigits[unit >> 12], (byte)HexDigits[(unit >> 8) & 15], (byte)HexDigits[(unit >> 4) & 15], (byte)HexDigits[unit & 15],
    ]);
}
