namespace StepFlow.Hosting.Definitions;

/// <summary>A place in a text, counted from 1 as editors do.</summary>
public readonly record struct TextPlace(int Line, int Column)
{
    public static TextPlace At(ReadOnlySpan<char> text, int offset)
    {
        var before = text[..offset];
        return new(before.Count('\n') + 1, offset - before.LastIndexOf('\n'));
    }
}
