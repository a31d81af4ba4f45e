using System.Diagnostics.CodeAnalysis;
using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>
/// A compiled JSONPath in the flavour of Jayway's library, which AWS uses. Immutable, shared between executions.
/// </summary>
public sealed class JsonPathQuery
{
    private readonly PathToken? _first;
    private readonly PathToken[]? _definiteSteps;
    private readonly JsonPathQuery? _scanned;

    internal JsonPathQuery(string text, bool startsAtRoot, IReadOnlyList<PathToken> tokens)
    {
        Text = text;
        StartsAtRoot = startsAtRoot;
        IsDefinite = true;
        if (tokens is [ScanToken, .., FunctionToken])
        {
            // `$..a.sum()` computes over everything that `$..a` finds.
            _scanned = new(text, startsAtRoot, [.. tokens.SkipLast(1)]);
            tokens = [tokens[^1]];
        }

        Link(tokens);
        foreach (var token in tokens)
        {
            token.UpstreamDefinite = IsDefinite;
            IsDefinite &= token.IsDefinite;
        }

        _first = tokens.Count > 0 ? tokens[0] : null;
        if (tokens.All(t => t is PropertyToken { Names.Length: 1 } or IndexToken { Indices.Length: 1 }))
        {
            _definiteSteps = [.. tokens];
        }
    }

    public string Text { get; }

    /// <summary>True when the path selects at most one value: it is then that value itself, not an array of it.</summary>
    public bool IsDefinite { get; }

    /// <summary>True for <c>$</c>, false for the <c>@</c> of a filter.</summary>
    internal bool StartsAtRoot { get; }

    /// <summary>The steps, where the path has only single names and indices.</summary>
    internal PathToken[]? Steps => _definiteSteps;

    public static JsonPathQuery Parse(string text) => PathParser.Parse(text);

    public static bool TryParse(string text, [NotNullWhen(true)] out JsonPathQuery? path)
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
    /// The selected value, or the array of all selected ones where the path is not definite; null (the .NET one) when
    /// there is nothing to select from. A JSON null that is there is a value.
    /// </summary>
    public JsonValue? Evaluate(JsonValue root) => Evaluate(root, root);

    /// <summary>As <see cref="Evaluate(JsonValue)"/>, telling why nothing was found.</summary>
    public JsonValue? Evaluate(JsonValue root, out PathMiss? miss) => Select(root, root, requireProperties: false, out miss);

    internal JsonValue? Evaluate(JsonValue node, JsonValue root) =>
        _definiteSteps is not null ? Walk(node) : Select(node, root, requireProperties: false, out _);

    /// <summary>Whether the path selects anything, as a filter asks with <c>[?(@.name)]</c>.</summary>
    internal bool Exists(JsonValue node, JsonValue root) =>
        _definiteSteps is not null ? Walk(node) is not null : Select(node, root, requireProperties: true, out _) is not null;

    public override string ToString() => Text;

    private static void Link(IReadOnlyList<PathToken> tokens)
    {
        for (var i = 1; i < tokens.Count; i++)
        {
            tokens[i - 1].Next = tokens[i];
        }
    }

    private JsonValue? Walk(JsonValue node)
    {
        JsonValue? current = node;
        foreach (var step in _definiteSteps!)
        {
            current = step is PropertyToken property
                ? (current as JsonObject)?[property.Names[0]]
                : current is JsonArray array ? IndexToken.Item(array, ((IndexToken)step).Indices[0]) : null;
            if (current is null)
            {
                return null;
            }
        }

        return current;
    }

    private JsonValue? Select(JsonValue node, JsonValue root, bool requireProperties, out PathMiss? miss)
    {
        miss = null;
        if (_first is null)
        {
            return node;
        }

        if (_scanned is not null)
        {
            node = _scanned.Select(node, root, requireProperties: false, out _)!;
        }

        var selection = new Selection(root, requireProperties);
        _first.Select(node, "$", selection);
        if (selection.Miss is not null)
        {
            miss = selection.Miss;
            return null;
        }

        if (!IsDefinite)
        {
            return JsonArray.Of(selection.Found);
        }

        if (selection.Found.Count is 0)
        {
            miss = new($"No results for path: {Text}");
            return null;
        }

        return selection.Found[^1];
    }
}
