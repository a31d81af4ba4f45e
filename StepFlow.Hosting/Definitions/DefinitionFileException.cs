namespace StepFlow.Hosting.Definitions;

/// <summary>A definition file that cannot be used: every problem on a line of its own, as compilers write them.</summary>
public sealed class DefinitionFileException(string file, IReadOnlyList<DefinitionProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems.Select(problem => problem.ToString(file))))
{
    public string File { get; } = file;

    public IReadOnlyList<DefinitionProblem> Problems { get; } = problems;
}

/// <param name="Place">Where in the file.</param>
/// <param name="Pointer">Where in the JSON, as AWS writes it; null where the text is no JSON.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record DefinitionProblem(TextPlace Place, string? Pointer, string Message)
{
    // The form that editors and terminals turn into a link.
    internal string ToString(string file) =>
        $"{file}({Place.Line},{Place.Column}): error{(string.IsNullOrEmpty(Pointer) ? "" : " at " + Pointer)}: {Message}";
}
