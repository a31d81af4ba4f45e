using StepFlow.Hosting.Definitions;

namespace StepFlow.Hosting.Sam.Templates;

/// <summary>Something in a template that cannot be used, in the form that editors turn into a link.</summary>
internal sealed class TemplateException(string file, TextPlace place, string problem)
    : Exception($"{file}({place.Line},{place.Column}): error: {problem}")
{
    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; } = problem;
}
