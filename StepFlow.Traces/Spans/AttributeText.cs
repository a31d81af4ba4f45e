using System.Globalization;

namespace StepFlow.Traces.Spans;

/// <summary>The value of an attribute, as people read it.</summary>
public static class AttributeText
{
    public static string Of(object value) => value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        byte[] bytes => Convert.ToBase64String(bytes),
        Attributes nested => $"{{{string.Join(", ", nested.Select(pair => $"{pair.Key}: {Of(pair.Value)}"))}}}",
        IReadOnlyList<object> list => $"[{string.Join(", ", list.Select(Of))}]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
