using System.Text;

namespace StepFlow.ConsoleUI.Requests;

/// <summary>Bodies as text, where they are text.</summary>
internal static class BodyText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null where the bytes are none: no UTF-8, or with control characters no text has.</summary>
    public static string? Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            var text = Strict.GetString(body.Span);
            return text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
