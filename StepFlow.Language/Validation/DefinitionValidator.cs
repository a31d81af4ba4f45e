using StepFlow.Language.Validation.Rules;

namespace StepFlow.Language.Validation;

/// <summary>Judges definitions as CreateStateMachine and ValidateStateMachineDefinition do; finds all there is to find.</summary>
public static class DefinitionValidator
{
    public static IReadOnlyList<Diagnostic> Validate(string text, MachineType type) => Validate(text, new ValidationOptions(type));

    public static IReadOnlyList<Diagnostic> Validate(string text, ValidationOptions? options = null)
    {
        var findings = new Findings(options ?? new());
        if (DefinitionText.Read(text, findings) is { } definition)
        {
            MachineRules.Judge(definition, findings);
        }

        return findings.All;
    }

    /// <summary>Judges one state by itself, as TestState does: its transitions lead nowhere.</summary>
    public static IReadOnlyList<Diagnostic> ValidateState(string text, string name = "StateName")
    {
        var findings = new Findings(new());
        if (DefinitionText.Read(text, findings) is { } state)
        {
            MachineRules.JudgeState(state, name, findings);
        }

        return findings.All;
    }

    /// <summary>The message of the InvalidDefinition error, or null where no diagnostic is an error.</summary>
    public static string? ToCreateMessage(IEnumerable<Diagnostic> diagnostics)
    {
        string[] errors = [.. diagnostics.Where(d => d.IsError).Select(Describe)];
        return errors.Length is 0 ? null : $"Invalid State Machine Definition: '{string.Join(", ", errors)}'";
    }

    // AWS writes a missing place as null.
    private static string Describe(Diagnostic d) => $"{d.Code}: {d.Message} at {d.Location ?? "null"}";
}
