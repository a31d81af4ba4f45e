using System.Security.Cryptography;

namespace StepFlow.Lambda;

/// <summary>Random version 4 UUIDs from the system's generator, which any thread may ask.</summary>
internal static class RandomIds
{
    public static Guid NewGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }
}
