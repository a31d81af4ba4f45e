using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>Variables that are read: somebody should assign them. AWS accepts it if nobody does.</summary>
internal static class VariableChecks
{
    public static void Expect(string? name, string path, Judging judging)
    {
        if (name is not null && judging.Variables?.Has(name) is false)
        {
            judging.Findings.Warn(DiagnosticCodes.PossiblyUndefinedVariable, $"Variable '{name}' is possibly not defined.", path);
        }
    }
}
