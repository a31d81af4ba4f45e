namespace StepFlow.Language.Json;

/// <summary>A text that is not JSON, with the place where reading stopped (line and column count from 1).</summary>
public sealed class JsonSyntaxException(string problem, int line, int column, int offset)
    : Exception($"{problem} at line {line}, column {column}")
{
    public string Problem { get; } = problem;

    public int Line { get; } = line;

    public int Column { get; } = column;

    /// <summary>Offset into the text in characters.</summary>
    public int Offset { get; } = offset;
}
