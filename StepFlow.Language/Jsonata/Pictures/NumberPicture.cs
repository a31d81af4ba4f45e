using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary><c>$formatNumber</c>: the picture strings of XPath's fn:format-number. Numbers in comments are the steps of its specification.</summary>
internal static class NumberPicture
{
    public static string Format(double value, string picture, JsonObject? options)
    {
        var symbols = new NumberSymbols(options);
        var parts = picture.Split(symbols.PatternSeparator);
        if (parts.Length > 2)
        {
            throw new JsonataException("D3080");
        }

        var pictures = Array.ConvertAll(parts, p => SubPicture.Parse(p, symbols));
        var chosen = value >= 0 ? pictures[0]
            : pictures.Length > 1 ? pictures[1]
            : pictures[0] with { Prefix = symbols.MinusSign + pictures[0].Prefix };
        return new NumberLayout(chosen, symbols).Write(value);
    }
}
