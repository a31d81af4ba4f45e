using System.Collections.Frozen;
using StepFlow.Language.Data;
using StepFlow.Language.Json;
using StepFlow.Language.Jsonata;

namespace StepFlow.StepFunctions.Operations;

/// <summary>
/// Which variables the states of a definition refer to, found without running them: by state name, sorted, states without
/// references left out.
/// </summary>
internal static class VariableReferences
{
    private const string Jsonata = "JSONata";

    // $states holds the data and the context of a state: no variable.
    private const string States = "states";

    // Holds data or states, no expressions of the state itself.
    private static readonly FrozenSet<string> Passed = FrozenSet.Create(StringComparer.Ordinal, "Comment", "Result", "Branches", "ItemProcessor", "Iterator");

    // Holds data of the user, in which only members with .$ are evaluated.
    private static readonly FrozenSet<string> Templates = FrozenSet.Create(
        StringComparer.Ordinal, "Parameters", "ResultSelector", "ItemSelector", "BatchInput", "Assign");

    /// <summary>Null where no state refers to a variable.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>>? Of(string definition)
    {
        if (JsonValue.Parse(definition) is not JsonObject machine)
        {
            return null;
        }

        var found = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        CollectStates(machine, IsJsonata(machine, inherited: false), found);
        return found.Count is 0
            ? null
            : found.ToDictionary(f => f.Key, IReadOnlyList<string> (f) => [.. f.Value], StringComparer.Ordinal);
    }

    private static void CollectStates(JsonObject machine, bool jsonata, SortedDictionary<string, SortedSet<string>> found)
    {
        foreach (var (name, value) in machine["States"] as JsonObject ?? JsonObject.Empty)
        {
            if (value is not JsonObject state)
            {
                continue;
            }

            var own = IsJsonata(state, jsonata);
            var references = new SortedSet<string>(StringComparer.Ordinal);
            CollectFields(state, own, template: false, references);
            if (references.Count > 0)
            {
                found[name] = references;
            }

            foreach (var inner in SubMachines(state))
            {
                CollectStates(inner, IsJsonata(inner, jsonata), found);
            }
        }
    }

    private static IEnumerable<JsonObject> SubMachines(JsonObject state) =>
        ((JsonValue?[])[.. state["Branches"] as JsonArray ?? JsonArray.Empty, state["ItemProcessor"], state["Iterator"]]).OfType<JsonObject>();

    private static void CollectFields(JsonObject fields, bool jsonata, bool template, SortedSet<string> references)
    {
        foreach (var (name, value) in fields)
        {
            if (template || !Passed.Contains(name))
            {
                Collect(name, value, jsonata, template || Templates.Contains(name), references);
            }
        }
    }

    private static void Collect(string name, JsonValue value, bool jsonata, bool template, SortedSet<string> references)
    {
        switch (value)
        {
            case JsonString text when jsonata:
                references.UnionWith(ExpressionReferences(text.Value));
                break;
            case JsonString text when name.EndsWith(".$", StringComparison.Ordinal) || (!template && HoldsPath(name)):
                references.UnionWith(PathReferences(text.Value));
                break;
            case JsonObject inner:
                CollectFields(inner, jsonata, template, references);
                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Collect(name, item, jsonata, template, references);
                }

                break;
        }
    }

    // ResultPath is a place in the state's own data.
    private static bool HoldsPath(string name) =>
        name is "Variable" || (name.EndsWith("Path", StringComparison.Ordinal) && name is not "ResultPath");

    private static bool IsJsonata(JsonObject holder, bool inherited) =>
        holder["QueryLanguage"] is JsonString language ? language.Value is Jsonata : inherited;

    private static IEnumerable<string> ExpressionReferences(string text) => JsonataTemplates.IsExpression(text, out var expression)
        ? JsonataExpression.Parse(expression).References.Variables.Where(name => name is not States)
        : [];

    /// <summary>Names behind a single <c>$</c>, outside of the quoted texts of intrinsic functions.</summary>
    private static List<string> PathReferences(string text)
    {
        List<string> names = [];
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '\'':
                    quoted = !quoted;
                    break;
                case '$' when i + 1 < text.Length && text[i + 1] is '$':
                    i++;
                    break;
                case '$' when !quoted && i + 1 < text.Length && IsNameStart(text[i + 1]):
                    var end = i + 2;
                    while (end < text.Length && IsNamePart(text[end]))
                    {
                        end++;
                    }

                    names.Add(text[(i + 1)..end]);
                    i = end - 1;
                    break;
            }
        }

        return names;
    }

    private static bool IsNameStart(char c) => char.IsLetter(c) || c is '_';

    private static bool IsNamePart(char c) => char.IsLetterOrDigit(c) || c is '_';
}
