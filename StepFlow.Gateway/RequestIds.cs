using System.Security.Cryptography;

namespace StepFlow.Gateway;

/// <summary>The two ids AWS gives a request: a UUID, and the shorter one that its gateway logs by.</summary>
public readonly record struct RequestIds(string RequestId, string ExtendedRequestId)
{
    private const int ExtendedBytes = 11;

    public static RequestIds From(Guid id)
    {
        var bytes = id.ToByteArray();
        var extended = Convert.ToBase64String(bytes.AsSpan(..ExtendedBytes)).Replace('+', '-').Replace('/', '_');
        return new(id.ToString("D"), extended);
    }

    /// <summary>A random UUID from the system's own generator, which any thread may ask.</summary>
    public static Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
