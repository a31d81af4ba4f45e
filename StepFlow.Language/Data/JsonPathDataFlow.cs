using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;

namespace StepFlow.Language.Data;

/// <summary>InputPath → Parameters → (work) → ResultSelector → Assign → ResultPath → OutputPath.</summary>
public sealed class JsonPathDataFlow : DataFlow
{
    /// <summary>Null stands for the JSON null that selects nothing (<c>{}</c>); absent means <c>$</c>.</summary>
    public PathField InputPath { get; init; } = PathField.Whole;

    public Template? Parameters { get; init; }

    public Template? ResultSelector { get; init; }

    public ResultPathField ResultPath { get; init; } = ResultPathField.Whole;

    public Template? Assign { get; init; }

    public PathField OutputPath { get; init; } = PathField.Whole;

    public override JsonValue EffectiveInput(StateScope scope)
    {
        var input = InputPath.Select(scope);
        scope.Environment.Inspect?.Invoke("afterInputPath", input);
        return input;
    }

    public override JsonValue Arguments(StateScope scope, JsonValue effectiveInput)
    {
        var arguments = Parameters is null ? effectiveInput : Parameters.Evaluate(scope.With(effectiveInput));
        scope.Environment.Inspect?.Invoke("afterParameters", arguments);
        return arguments;
    }

    public override StateResult Finish(StateScope scope, JsonValue result)
    {
        var selected = ResultSelector is null ? result : ResultSelector.Evaluate(scope.With(result));
        scope.Environment.Inspect?.Invoke("afterResultSelector", selected);
        var assigned = Assign?.Evaluate(scope.With(selected)) as JsonObject;
        var placed = ResultPath.Place(scope.RawInput, selected);
        scope.Environment.Inspect?.Invoke("afterResultPath", placed);
        return new(OutputPath.Select(scope.With(placed)), assigned);
    }

    public override StateResult PassOn(StateScope scope, JsonValue effectiveInput)
    {
        var assigned = Assign?.Evaluate(scope.With(effectiveInput)) as JsonObject;
        return new(OutputPath.Select(scope.With(effectiveInput)), assigned);
    }
}

/// <summary>InputPath or OutputPath: a path, or JSON null, which selects the empty object.</summary>
public sealed class PathField
{
    public static readonly PathField Whole = new(null, nothing: false);
    private readonly PathExpression? _path;
    private readonly bool _nothing;

    private PathField(PathExpression? path, bool nothing)
    {
        _path = path;
        _nothing = nothing;
    }

    public static PathField Parse(JsonValue? field) => field switch
    {
        null => Whole,
        JsonNull => new(null, nothing: true),
        JsonString { Value: "$" } => Whole,
        JsonString s => new(PathExpression.Parse(s.Value), nothing: false),
        _ => throw new JsonPathException($"A path must be a string, but was: {field}", 0),
    };

    public JsonValue Select(StateScope scope)
    {
        if (_nothing)
        {
            return JsonObject.Empty;
        }

        return _path is null ? scope.Input : _path.Evaluate(scope)
            ?? throw StatesException.Runtime($"Invalid path '{_path.Text}' : {_path.Explain(scope).Message}");
    }
}

/// <summary>ResultPath: where in the raw input the result goes; JSON null discards the result.</summary>
public sealed class ResultPathField
{
    public static readonly ResultPathField Whole = new(null, discard: false);
    private readonly ReferencePath? _path;
    private readonly bool _discard;

    private ResultPathField(ReferencePath? path, bool discard)
    {
        _path = path;
        _discard = discard;
    }

    public static ResultPathField Parse(JsonValue? field) => field switch
    {
        null => Whole,
        JsonNull => new(null, discard: true),
        JsonString { Value: "$" } => Whole,
        JsonString s => new(ReferencePath.Parse(s.Value), discard: false),
        _ => throw new JsonPathException($"A ResultPath must be a string, but was: {field}", 0),
    };

    public JsonValue Place(JsonValue rawInput, JsonValue result) =>
        _discard ? rawInput : _path is null ? result : _path.Set(rawInput, result);
}
