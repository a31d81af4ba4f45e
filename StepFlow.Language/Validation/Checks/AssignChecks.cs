using StepFlow.Language.Json;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>Assign: names of variables and what is put into them.</summary>
internal static class AssignChecks
{
    private const int LongestName = 80;

    public static void Assign(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonObject o)
        {
            JsonataChecks.OrExpression(TemplateChecks.ObjectTemplate)(value, path, judging);
            return;
        }

        foreach (var (name, _) in o.Members)
        {
            CheckName(judging.IsJsonata || !name.EndsWith(".$", StringComparison.Ordinal) ? name : name[..^2], $"{path}/{name}", judging);
        }

        FieldCheck check = judging.IsJsonata ? JsonataChecks.Template : TemplateChecks.ObjectTemplate;
        check(value, path, judging);
    }

    private static void CheckName(string name, string path, Judging judging)
    {
        if (name is "states")
        {
            judging.Findings.Error(DiagnosticCodes.ReservedVariable, "Cannot assign to reserved variable '$states'.", path);
        }
        else if (name.Length is 0 || !IsIdentifier(name))
        {
            judging.Findings.Error(
                DiagnosticCodes.InvalidVariable,
                $"Invalid variable name '{name}': the variable name contains invalid characters.",
                path);
        }
        else if (name.Length > LongestName)
        {
            judging.Findings.Error(
                DiagnosticCodes.InvalidVariable,
                $"Invalid variable name '{name}': the variable name exceeds the {LongestName}-character limit allowed by the service.",
                path);
        }
    }

    // Unicode identifiers: a letter first.
    private static bool IsIdentifier(string name) =>
        (char.IsLetter(name[0]) || char.IsSurrogate(name[0])) && name.All(c => c is '_' || char.IsLetterOrDigit(c) || char.IsSurrogate(c)
            || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);
}
