namespace StepFlow.Language.Definitions;

/// <summary>A definition that cannot run, with the place as a JSON pointer (<c>/States/Work/Retry/0</c>).</summary>
public sealed class DefinitionException(string problem, string pointer) : Exception($"{problem} at {pointer}")
{
    public string Problem { get; } = problem;

    public string Pointer { get; } = pointer;
}
