using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;

namespace StepFlow.Language.States;

/// <summary>A comparison of a JSONPath choice rule: a Variable, an operator, and a literal or (in …Path operators) another path.</summary>
public sealed class Comparison : ChoiceCondition
{
    private readonly PathExpression _variable;
    private readonly ComparisonOperator _operator;
    private readonly JsonValue? _literal;
    private readonly PathExpression? _path;

    private Comparison(PathExpression variable, ComparisonOperator @operator, JsonValue? literal, PathExpression? path)
    {
        _variable = variable;
        _operator = @operator;
        _literal = literal;
        _path = path;
    }

    public static new Comparison Read(FieldReader reader)
    {
        var variable = reader.At("Variable", value => PathExpression.Parse((value as JsonString)?.Value
            ?? throw reader.Fault("A comparison needs a Variable", "Variable")));
        foreach (var (name, value) in reader.Fields.Members)
        {
            if (ComparisonOperator.Find(name) is { } plain)
            {
                return new(variable, plain, value, null);
            }

            if (name.EndsWith("Path", StringComparison.Ordinal) && ComparisonOperator.Find(name[..^4]) is { TakesPath: true } byPath)
            {
                return new(variable, byPath, null, reader.At(name, p => PathExpression.Parse(((JsonString)p).Value)));
            }
        }

        throw reader.Fault("A choice rule needs a comparison operator");
    }

    public override bool Test(StateScope scope)
    {
        var value = _variable.Evaluate(scope);
        if (value is null)
        {
            return _operator.Name is "IsPresent" ? _literal is JsonBoolean { Value: false } : throw Missing(_variable);
        }

        return _operator.Test(value, _literal ?? _path!.Evaluate(scope) ?? throw Missing(_path));
    }

    private static StatesException Missing(PathExpression path) => StatesException.Runtime(
        $"Invalid path '{path.Text}': The choice state's condition path references an invalid value.");
}
