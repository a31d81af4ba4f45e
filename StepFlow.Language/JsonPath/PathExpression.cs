using System.Diagnostics.CodeAnalysis;
using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>Which value a path starts from.</summary>
public enum PathRoot
{
    /// <summary><c>$</c> or <c>$.field</c>: the state's input.</summary>
    Input,

    /// <summary><c>$$.field</c>: the context object.</summary>
    Context,

    /// <summary><c>$name.field</c>: a variable.</summary>
    Variable,
}

/// <summary>A path as a definition writes it: into the input, the context object or a variable.</summary>
public sealed class PathExpression
{
    private readonly JsonPathQuery _query;

    private PathExpression(string text, PathRoot root, string? variable, JsonPathQuery query)
    {
        Text = text;
        Root = root;
        VariableName = variable;
        _query = query;
    }

    public string Text { get; }

    public PathRoot Root { get; }

    /// <summary>The name without its <c>$</c>, where the path starts at a variable.</summary>
    public string? VariableName { get; }

    public bool IsDefinite => _query.IsDefinite;

    /// <summary>True for a Reference Path: only names and indices.</summary>
    public bool IsReference => _query.Steps is { } steps && steps.All(s => s is not IndexToken { Indices: [< 0] });

    public static PathExpression Parse(string text)
    {
        if (text is not ['$', ..])
        {
            throw new JsonPathException("Path must start with '$'", 0);
        }

        if (text is ['$', '$', ..])
        {
            return new(text, PathRoot.Context, null, Shifted(text, 1));
        }

        var name = NameLength(text);
        return name is 0
            ? new(text, PathRoot.Input, null, JsonPathQuery.Parse(text))
            : new(text, PathRoot.Variable, text[1..(name + 1)], Shifted(text, name));
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out PathExpression? path)
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
    /// The value found, or null (the .NET one). A path with several results that finds nothing is an empty array,
    /// even where what it goes through is missing: so AWS evaluates it.
    /// </summary>
    public JsonValue? Evaluate(IPathScope scope) =>
        RootValue(scope) is not { } root ? null : _query.Evaluate(root) ?? (IsDefinite ? null : JsonArray.Empty);

    /// <summary>Why <see cref="Evaluate"/> finds nothing.</summary>
    public PathMiss Explain(IPathScope scope)
    {
        if (RootValue(scope) is not { } root)
        {
            return new($"No results for path: ${VariableName}");
        }

        _query.Evaluate(root, out var miss);
        return miss ?? new($"No results for path: {_query.Text}");
    }

    public override string ToString() => Text;

    /// <summary>The value the path starts from; null where the variable does not exist.</summary>
    public JsonValue? RootValue(IPathScope scope) => Root switch
    {
        PathRoot.Input => scope.Input,
        PathRoot.Context => scope.Context,
        _ => scope.Variable(VariableName!),
    };

    // Variables are named as Unicode identifiers: a letter or underscore, then letters, digits, underscores.
    private static int NameLength(string text)
    {
        var length = 0;
        while (length + 1 < text.Length && text[length + 1] is var c
            && (c is '_' || (length is 0 ? char.IsLetter(c) : char.IsLetterOrDigit(c))))
        {
            length++;
        }

        return length;
    }

    private static JsonPathQuery Shifted(string text, int by)
    {
        try
        {
            return JsonPathQuery.Parse("$" + text[(by + 1)..]);
        }
        catch (JsonPathException e)
        {
            throw new JsonPathException(e.Message, e.Position + by);
        }
    }
}
