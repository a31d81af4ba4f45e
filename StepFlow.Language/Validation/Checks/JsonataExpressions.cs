using StepFlow.Language.Jsonata;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>What AWS refuses in an expression when a definition is created.</summary>
internal static class JsonataExpressions
{
    public static void Check(string expression, string path, Judging judging)
    {
        try
        {
            CheckReferences(JsonataExpression.Parse(expression).References, path, judging);
        }
        catch (JsonataException e)
        {
            judging.Findings.Error(DiagnosticCodes.InvalidJsonata, e.Message, path);
        }
    }

    // An expression has no input: everything is behind $states or in variables.
    private static void CheckReferences(JsonataReferences references, string path, Judging judging)
    {
        // Wildcards at the top level find nothing, which AWS leaves to the execution.
        foreach (var name in references.Input.Where(n => n is not ("*" or "**")))
        {
            Unsupported(name is "$$" ? "Reference to '$$' is not supported." : $"Reference to '{name}' at the top level is not supported.", path, judging);
        }

        var fields = references.Paths.Where(p => p is ["states", _, ..]).Select(p => p[1]).Distinct(StringComparer.Ordinal);
        foreach (var field in fields.Where(f => (f is "errorOutput" && !judging.InCatcher) || (f is "result" && !judging.HasResult)))
        {
            Unsupported($"Field '$states.{field}' does not exist.", path, judging);
        }

        foreach (var variable in references.Variables.Where(v => v is not "states"))
        {
            VariableChecks.Expect(variable, path, judging);
        }
    }

    private static void Unsupported(string message, string path, Judging judging) =>
        judging.Findings.Error(DiagnosticCodes.UnsupportedJsonata, message, path);
}
