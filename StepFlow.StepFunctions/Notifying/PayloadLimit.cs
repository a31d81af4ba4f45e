using StepFlow.Language.Json;

namespace StepFlow.StepFunctions.Notifying;

/// <summary>CloudWatch Logs and EventBridge take 248 KB of input or output, counted as it stands escaped in a JSON text.</summary>
internal static class PayloadLimit
{
    private const int Bytes = 248 * 1024;

    public static int EscapedLength(string? text) => text is null ? 0 : new JsonString(text).Utf8Length;

    public static bool Exceeds(string text) => EscapedLength(text) > Bytes;

    public static bool Exceeds(int length) => length > Bytes;

    /// <summary>As much of the text as goes in.</summary>
    public static string Cut(string text)
    {
        var (fits, most) = (0, text.Length);
        while (fits < most)
        {
            var middle = (fits + most + 1) / 2;
            (fits, most) = Exceeds(text[..middle]) ? (fits, middle - 1) : (middle, most);
        }

        return text[..(fits > 0 && char.IsHighSurrogate(text[fits - 1]) ? fits - 1 : fits)];
    }
}
