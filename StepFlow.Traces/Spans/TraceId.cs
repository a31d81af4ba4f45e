using System.Buffers.Binary;
using System.Globalization;

namespace StepFlow.Traces.Spans;

/// <summary>Names a trace: 16 bytes, written as 32 hexadecimal digits.</summary>
public readonly record struct TraceId(ulong High, ulong Low)
{
    public const int Bytes = 16;

    public bool IsEmpty => High is 0 && Low is 0;

    /// <param name="bytes">16 bytes; any other number is no id, and answered as the empty one.</param>
    public static TraceId From(ReadOnlySpan<byte> bytes) =>
        bytes.Length is Bytes ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..])) : default;

    public static bool TryParse(ReadOnlySpan<char> hex, out TraceId id)
    {
        id = default;
        if (hex.Length is not 32
            || !ulong.TryParse(hex[..16], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var high)
            || !ulong.TryParse(hex[16..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var low))
        {
            return false;
        }

        id = new(high, low);
        return !id.IsEmpty;
    }

    public void CopyTo(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
    }

    public override string ToString() => $"{High:x16}{Low:x16}";
}
