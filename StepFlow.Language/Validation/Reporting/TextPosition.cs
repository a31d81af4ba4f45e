namespace StepFlow.Language.Validation.Reporting;

/// <summary>Line and column, both from one.</summary>
public readonly record struct TextPosition(int Line, int Column)
{
    public static TextPosition Start { get; } = new(1, 1);

    public static TextPosition Of(ReadOnlySpan<char> text, int offset)
    {
        var before = text[..Math.Min(offset, text.Length)];
        return new(before.Count('\n') + 1, before.Length - before.LastIndexOf('\n'));
    }
}
