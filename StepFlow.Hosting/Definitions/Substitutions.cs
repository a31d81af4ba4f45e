using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace StepFlow.Hosting.Definitions;

/// <summary>Replaces <c>${Name}</c> in definition files, as CloudFormation's DefinitionSubstitutions do.</summary>
public static partial class Substitutions
{
    /// <summary>The name under which a resource is found in a definition: <c>order-worker</c> is <c>${OrderWorker}</c>.</summary>
    public static string NameOf(string resource) =>
        string.Concat(resource.Split('-', '_').Where(part => part.Length > 0).Select(part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>The text with every name replaced; a name nobody knows is a <see cref="DefinitionFileException"/> that says where.</summary>
    public static string Apply(string text, IReadOnlyDictionary<string, string> values, string file)
    {
        List<DefinitionProblem> unknown = [];
        var result = Placeholder().Replace(text, match =>
        {
            var name = match.Groups["name"].Value;
            if (values.TryGetValue(name, out var value))
            {
                return JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
            }

            unknown.Add(new(
                TextPlace.At(text, match.Index),
                Pointer: null,
                $"'{match.Value}' stands for nothing. Known: {Listed(values.Keys)}. Add WithReference(…) or WithSubstitution(\"{name}\", …) to the state machine."));
            return match.Value;
        });
        return unknown.Count is 0 ? result : throw new DefinitionFileException(file, unknown);
    }

    private static string Listed(IEnumerable<string> names) =>
        string.Join(", ", names.Order(StringComparer.Ordinal).Select(name => $"${{{name}}}")) is { Length: > 0 } list ? list : "nothing";

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z0-9_.]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
