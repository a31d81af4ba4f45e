using System.Diagnostics.CodeAnalysis;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>A path that names exactly one place, by fields and indices only, so that a value can be put there.</summary>
public sealed class ReferencePath
{
    private readonly PathToken[] _steps;

    private ReferencePath(string text, PathToken[] steps)
    {
        Text = text;
        _steps = steps;
    }

    public string Text { get; }

    // Each step may make an object in the one before, and JSON is read no deeper than this.
    private const int MostSteps = 1_000;

    /// <summary>True for <c>$</c>: the value replaces everything.</summary>
    public bool IsRoot => _steps.Length is 0;

    public static ReferencePath Parse(string text)
    {
        var query = JsonPathQuery.Parse(text);
        if (query.Steps?.Length > MostSteps)
        {
            throw new JsonPathException($"A Reference Path can only have {MostSteps} steps", 0);
        }

        return text is ['$', ..] && query.Steps is { } steps && steps.All(s => s is not IndexToken { Indices: [< 0] })
            ? new(text, steps)
            : throw new JsonPathException("A Reference Path can only name fields and array elements", 0);
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out ReferencePath? path)
    {
        try
        {
            path = Parse(text);
            return true;
        }
        catch (JsonPathException)
        {
            path = null;
            return false;
        }
    }

    /// <summary>
    /// The same root with the value put at this place; missing objects are created, everything beside the path is shared.
    /// Throws <see cref="StatesException"/> where the path meets a value that has no such place.
    /// </summary>
    public JsonValue Set(JsonValue root, JsonValue value) => Put(root, 0, value);

    public override string ToString() => Text;

    private JsonValue Put(JsonValue? node, int step, JsonValue value)
    {
        if (step == _steps.Length)
        {
            return value;
        }

        if (_steps[step] is IndexToken { Indices: [var index] })
        {
            return node is JsonArray array && index < array.Count
                ? array.With(index, Put(array[index], step + 1, value))
                : throw Conflict(index.ToString(System.Globalization.CultureInfo.InvariantCulture), node);
        }

        var name = ((PropertyToken)_steps[step]).Names[0];
        return node is null or JsonNull or JsonObject
            ? (node as JsonObject ?? JsonObject.Empty).With(name, Put((node as JsonObject)?[name], step + 1, value))
            : throw Conflict(name, node);
    }

    private static StatesException Conflict(string step, JsonValue? node) => new(new(
        "States.ReferencePathConflict",
        $"Unable to apply step \"{step}\" to input {node ?? JsonValue.Null}"));
}
