using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;

namespace StepFlow.Language.Data;

/// <summary>A path in a payload template or a field ending in Path: <c>$.a</c>, <c>$$.Execution.Id</c>, <c>$variable.b</c>.</summary>
public sealed class PathTemplate(PathExpression path, string field) : Template
{
    public PathExpression Path { get; } = path;

    public override JsonValue Evaluate(StateScope scope) => Path.Evaluate(scope) ?? Absent(scope);

    private JsonNull Absent(StateScope scope)
    {
        if (Path.Explain(scope).IndexOutOfRange)
        {
            return (JsonNull)JsonValue.Null;
        }

        var looked = Path.Root is PathRoot.Context ? scope.ContextObject : scope.Input;
        throw StatesException.Runtime(
            $"The JSONPath '{Path.Text}' specified for the field '{field}' could not be found in the input '{looked}'");
    }
}

/// <summary>InputPath, OutputPath and the numeric Path fields, whose failure AWS words in the manner of its path library.</summary>
public sealed class PlainPathTemplate(PathExpression path) : Template
{
    public PathExpression Path { get; } = path;

    public override JsonValue Evaluate(StateScope scope) =>
        Path.Evaluate(scope) ?? throw StatesException.Runtime($"Invalid path '{Path.Text}' : {Path.Explain(scope).Message}");
}
