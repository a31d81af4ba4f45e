using StepFlow.Hosting.Definitions;
using StepFlow.Hosting.Sam.Templates;
using StepFlow.Language.Java;
using StepFlow.Language.Validation;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>
/// Definitions as CloudFormation reads them: a DefinitionString is JSON; a file is read as JSON, and where it is none, whatever its name,
/// as YAML.
/// </summary>
internal static class DefinitionJson
{
    /// <summary>Why a text is no JSON, in AWS's words; null where it is.</summary>
    public static string? ProblemOf(string text) => JsonProblem.Find(text) is var (problem, offset)
        ? $"{DiagnosticCodes.InvalidJson}: {problem} (line {TextPlace.At(text, offset).Line}, column {TextPlace.At(text, offset).Column} of the text)"
        : null;

    public static TemplateNode OfFile(string file, string text, SamNotes notes)
    {
        var isNamedJson = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        if (!isNamedJson || JsonProblem.Find(text) is not var (problem, offset))
        {
            return TemplateReader.Read(file, text);
        }

        var wrong = new TemplateException(file, TextPlace.At(text, offset), $"This is no JSON: {DiagnosticCodes.InvalidJson}: {problem}.");
        try
        {
            var yaml = TemplateReader.Read(file, text);
            notes.Add($"{wrong.Message} It is read as YAML, as CloudFormation reads it; other tools refuse it.");
            return yaml;
        }
        catch (TemplateException)
        {
            throw wrong;
        }
    }
}
