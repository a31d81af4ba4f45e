namespace StepFlow.Hosting.Embedded;

/// <summary>The one console that the host and all functions share: each line begins with the name of who wrote it.</summary>
internal sealed class ConsoleOutput(Action<string> write, bool colours, int nameWidth)
{
    // Green, cyan, magenta, yellow, blue and their bright ones: readable on dark and on light.
    private static readonly int[] Palette = [32, 36, 35, 33, 34, 92, 96, 95, 93, 94];

    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _colourOf = new(StringComparer.Ordinal);

    public static ConsoleOutput ForTerminal(IEnumerable<string> names) => new(
        Console.Out.WriteLine,
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
        Width(names));

    public static ConsoleOutput To(Action<string> write, IEnumerable<string> names) => new(write, colours: false, Width(names));

    public void WriteLine(string name, string text)
    {
        lock (_lock)
        {
            foreach (var line in text.AsSpan().TrimEnd().EnumerateLines())
            {
                write(colours ? $"\e[{Colour(name)}m{name.PadRight(nameWidth)} |\e[0m {line}" : $"{name.PadRight(nameWidth)} | {line}");
            }
        }
    }

    /// <summary>Writes lines of the host itself, without a name.</summary>
    public void WriteBlock(string text)
    {
        lock (_lock)
        {
            write(text);
        }
    }

    private static int Width(IEnumerable<string> names) => names.Select(name => name.Length).DefaultIfEmpty(0).Max();

    private int Colour(string name)
    {
        if (!_colourOf.TryGetValue(name, out var colour))
        {
            _colourOf[name] = colour = Palette[_colourOf.Count % Palette.Length];
        }

        return colour;
    }
}
