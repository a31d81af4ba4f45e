using System.Text;
using StepFlow.Language.Java;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Base64 and URL encoding.</summary>
internal static class EncodingFunctions
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";
    private const string Reserved = ";/?:@&=+$,#";
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static readonly Builtin[] All =
    [
        new("base64encode", "<s-:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)Convert.ToBase64String(Encoding.Latin1.GetBytes(LowBytes(a.Text(0))))),
        new("base64decode", "<s-:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)Encoding.Latin1.GetString(LenientBase64.Decode(a.Text(0)))),
        new("encodeUrlComponent", "<s-:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)Encode(a.Text(0), Unreserved, "encodeUrlComponent")),
        new("encodeUrl", "<s-:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)Encode(a.Text(0), Unreserved + Reserved, "encodeUrl")),
        new("decodeUrlComponent", "<s-:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)DecodeUrl(a.Text(0), "", "decodeUrlComponent")),
        new("decodeUrl", "<s-:s>", 1, (a, _) => a[0] is null ? null : (JsonValue)DecodeUrl(a.Text(0), Reserved, "decodeUrl")),
    ];

    private static string LowBytes(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = (char)(source[i] & 0xFF);
        }
    });

    private static string Encode(string text, string kept, string function)
    {
        var result = new StringBuilder();
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            if (kept.Contains(text[i], StringComparison.Ordinal))
            {
                result.Append(text[i]);
                continue;
            }

            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                throw Malformed(text, function);
            }

            i += rune.Utf16SequenceLength - 1;
            foreach (var b in utf8[..rune.EncodeToUtf8(utf8)])
            {
                result.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }

    private static string DecodeUrl(string text, string kept, string function)
    {
        var result = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not '%')
            {
                result.Append(text[i]);
                continue;
            }

            var first = Byte(text, i, function);
            var length = first < 0x80 ? 1 : first is >= 0xC2 and < 0xE0 ? 2 : first is >= 0xE0 and < 0xF0 ? 3 : first is >= 0xF0 and < 0xF5 ? 4 : 0;
            if (length is 0)
            {
                throw Malformed(text, function);
            }

            var bytes = new byte[length];
            for (var b = 0; b < length; b++)
            {
                bytes[b] = Byte(text, i + (b * 3), function);
            }

            try
            {
                var decoded = Strict.GetString(bytes);
                result.Append(length is 1 && kept.Contains(decoded[0], StringComparison.Ordinal) ? text.AsSpan(i, 3) : decoded);
            }
            catch (DecoderFallbackException)
            {
                throw Malformed(text, function);
            }

            i += (length * 3) - 1;
        }

        return result.ToString();
    }

    private static byte Byte(string text, int at, string function) =>
        at + 2 < text.Length && text[at] is '%' && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2])
            ? Convert.ToByte(text.Substring(at + 1, 2), 16)
            : throw Malformed(text, function);

    private static JsonataException Malformed(string text, string function) => new("D3140") { Value = text, FunctionName = function };
}
