namespace StepFlow.Language.Java;

/// <summary>
/// Base64 as AWS and jsonata decode it, in either alphabet: foreign characters are skipped, padding ends the text and may be missing.
/// </summary>
internal static class LenientBase64
{
    public static byte[] Decode(string text)
    {
        List<byte> bytes = new(text.Length);
        var (buffer, bits) = (0, 0);
        foreach (var c in text)
        {
            if (c is '=')
            {
                break;
            }

            if (SixBits(c) is not (>= 0 and var value))
            {
                continue;
            }

            buffer = ((buffer << 6) | value) & 0xFFFF;
            bits += 6;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
            }
        }

        return [.. bytes];
    }

    private static int SixBits(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '+' or '-' => 62,
        '/' or '_' => 63,
        _ => -1,
    };
}
