using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StepFlow.Aws.Paging;

/// <summary>
/// Opaque tokens for lists. A token holds the place of the last item seen, so items added or removed meanwhile move nothing,
/// and a seal over its list (operation, parent, filter), so the token of another list is refused.
/// </summary>
public static class PageToken
{
    private const int SealLength = 9;

    public static string Write(string list, string place)
    {
        var text = Encoding.UTF8.GetBytes(place);
        Span<byte> token = stackalloc byte[SealLength + text.Length];
        Seal(list, text, token);
        text.CopyTo(token[SealLength..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The place that was written for this list; null where the token is not one of this list's.</summary>
    public static string? Read(string list, string token)
    {
        var bytes = new byte[Base64Url.GetMaxDecodedLength(token.Length)];
        if (!Base64Url.IsValid(token) || !Base64Url.TryDecodeFromChars(token, bytes, out var length) || length < SealLength)
        {
            return null;
        }

        Span<byte> seal = stackalloc byte[SealLength];
        Seal(list, bytes.AsSpan(SealLength, length - SealLength), seal);
        return seal.SequenceEqual(bytes.AsSpan(0, SealLength))
            ? Encoding.UTF8.GetString(bytes.AsSpan(SealLength, length - SealLength))
            : null;
    }

    private static void Seal(string list, ReadOnlySpan<byte> place, Span<byte> seal)
    {
        var sealedBytes = new byte[Encoding.UTF8.GetByteCount(list) + 1 + place.Length];
        var at = Encoding.UTF8.GetBytes(list, sealedBytes) + 1;
        place.CopyTo(sealedBytes.AsSpan(at));
        SHA256.HashData(sealedBytes).AsSpan(0, SealLength).CopyTo(seal);
    }
}
