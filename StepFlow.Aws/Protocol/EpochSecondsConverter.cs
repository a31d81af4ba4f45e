using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace StepFlow.Aws.Protocol;

/// <summary>AWS JSON writes a timestamp as seconds since 1970 with milliseconds: <c>1700000000.123</c>.</summary>
public sealed class EpochSecondsConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round(reader.GetDouble() * 1000));

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => Write(writer, value);

    public static void Write(Utf8JsonWriter writer, DateTimeOffset value)
    {
        Span<byte> text = stackalloc byte[32];
        writer.WriteRawValue(text[..Format(value, text)], skipInputValidation: true);
    }

    private static int Format(DateTimeOffset value, Span<byte> text)
    {
        var (seconds, milliseconds) = Math.DivRem(value.ToUnixTimeMilliseconds(), 1000);
        Utf8Formatter.TryFormat(seconds, text, out var length);
        text[length++] = (byte)'.';
        milliseconds.TryFormat(text[length..], out var digits, "000", CultureInfo.InvariantCulture);
        return length + digits;
    }
}
