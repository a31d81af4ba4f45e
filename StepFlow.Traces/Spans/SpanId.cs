using System.Buffers.Binary;
using System.Globalization;

namespace StepFlow.Traces.Spans;

/// <summary>Names a span within its trace: 8 bytes, written as 16 hexadecimal digits. Empty where a span has no parent.</summary>
public readonly record struct SpanId(ulong Value)
{
    public const int Bytes = 8;

    public bool IsEmpty => Value is 0;

    /// <param name="bytes">8 bytes; any other number is no id, and answered as the empty one.</param>
    public static SpanId From(ReadOnlySpan<byte> bytes) => bytes.Length is Bytes ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes)) : default;

    public static bool TryParse(ReadOnlySpan<char> hex, out SpanId id)
    {
        var read = ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && hex.Length is 16 && value is not 0;
        id = read ? new(value) : default;
        return read;
    }

    public void CopyTo(Span<byte> bytes) => BinaryPrimitives.WriteUInt64BigEndian(bytes, Value);

    public override string ToString() => $"{Value:x16}";
}
