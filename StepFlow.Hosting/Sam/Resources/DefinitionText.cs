using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using StepFlow.Hosting.Definitions;
using StepFlow.Hosting.Sam.Templates;

namespace StepFlow.Hosting.Sam.Resources;

/// <summary>The DefinitionSubstitutions of a state machine.</summary>
internal sealed partial class DefinitionText(TemplateResource stateMachine, IReadOnlyDictionary<string, string> substitutions, SamNotes notes)
{
    /// <summary>What CloudFormation does with <c>${Name}</c>: it replaces the names it was given, in any place of the text, and leaves the others.</summary>
    /// <param name="text">All of a definition, or one value of it.</param>
    /// <param name="file">Where it stands.</param>
    /// <param name="place">Where in the file an offset of the text is.</param>
    /// <param name="escape">Values are put into JSON.</param>
    public string Filled(string text, string file, Func<int, TextPlace> place, bool escape) => Placeholder().Replace(text, match =>
    {
        if (substitutions.TryGetValue(match.Groups["name"].Value, out var value))
        {
            return escape ? JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString() : value;
        }

        var at = place(match.Index);
        notes.Add($"{stateMachine.Id}: {file}({at.Line},{at.Column}): '{match.Value}' is in no DefinitionSubstitutions, and stays as it is.");
        return match.Value;
    });

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z0-9_.]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Placeholder();
}
