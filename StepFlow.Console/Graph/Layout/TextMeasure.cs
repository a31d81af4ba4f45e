namespace StepFlow.ConsoleUI.Graph.Layout;

/// <summary>
/// Widths of text without a browser. The table holds advances of DejaVu Sans, the widest of the faces that a system's sans-serif is likely to be,
/// so text that fits here fits everywhere.
/// </summary>
internal static class TextMeasure
{
    private const char First = ' ';
    private const double BoldFactor = 1.15;
    private const double WideCharacter = 1.0;

    // In hundredths of the font size, from the space to the tilde.
    private static ReadOnlySpan<byte> Advances =>
    [
        32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34,
        64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84, 84, 84, 53,
        100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
        60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50,
        50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61,
        63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
    ];

    public static double Width(string text, double size, bool bold = false)
    {
        var hundredths = 0.0;
        foreach (var c in text)
        {
            var index = c - First;
            hundredths += (uint)index < (uint)Advances.Length ? Advances[index] : c < 0x2E80 ? 65 : 100 * WideCharacter;
        }

        return hundredths / 100 * size * (bold ? BoldFactor : 1);
    }
}
