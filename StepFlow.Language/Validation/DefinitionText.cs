using StepFlow.Language.Json;

namespace StepFlow.Language.Validation;

/// <summary>From text to an object, with AWS's diagnostics where it is none.</summary>
internal static class DefinitionText
{
    public static JsonObject? Read(string text, Findings findings)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            findings.Error(DiagnosticCodes.Schema, "Definition must be a valid JSON object", null);
            return null;
        }

        try
        {
            List<(string Name, int Offset)> duplicates = [];
            var value = JsonReader.Read(text, (name, offset) => duplicates.Add((name, offset)));
            foreach (var (name, offset) in duplicates)
            {
                Report(JacksonErrors.Duplicate(text, name, offset), findings);
            }

            if (value is JsonObject definition)
            {
                return duplicates.Count is 0 ? definition : null;
            }

            findings.Error(DiagnosticCodes.Schema, "Definition must be a valid JSON object", null);
        }
        catch (JsonSyntaxException e)
        {
            Report(JacksonErrors.Describe(text, e), findings);
        }

        return null;
    }

    private static void Report(JacksonError error, Findings findings) =>
        findings.Error(DiagnosticCodes.InvalidJson, $"{error.Problem}\n at {error.Source}", error.Source);
}
