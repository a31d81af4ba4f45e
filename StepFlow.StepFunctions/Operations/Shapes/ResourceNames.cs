using System.Buffers;

namespace StepFlow.StepFunctions.Operations.Shapes;

/// <summary>Which names state machines, activities and executions may have.</summary>
internal static class ResourceNames
{
    private static readonly SearchValues<char> Forbidden = SearchValues.Create(
        " \t\n\r<>{}[]?*\"#%\\^|~`$&,;:/\uFFFE\uFFFF" + Range(0x00, 0x1F) + Range(0x7F, 0x9F) + Range(0xD800, 0xDFFF));

    public static void Ensure(string name)
    {
        if (name.AsSpan().ContainsAny(Forbidden) || name.Any(char.IsWhiteSpace))
        {
            throw Refusals.InvalidName(name);
        }
    }

    private static string Range(int first, int last) => string.Concat(Enumerable.Range(first, last - first + 1).Select(c => (char)c));
}
