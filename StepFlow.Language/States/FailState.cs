using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>Fail: ends its branch, or the execution, with an error and a cause, either of which may be absent.</summary>
public sealed class FailState : State
{
    private readonly Template? _error;
    private readonly Template? _cause;

    private FailState(string name, FieldReader reader)
        : base(name, reader)
    {
        _error = Field(reader, "Error");
        _cause = Field(reader, "Cause");
    }

    public override string Type => "Fail";

    public static FailState Read(string name, FieldReader reader) => new(name, reader);

    public override Step Enter(StateScope scope)
    {
        if (Language is QueryLanguage.JsonPath)
        {
            scope.Environment.Inspect?.Invoke("afterInputPath", scope.RawInput);
        }

        return new Step.Fail(new(Text(_error, scope, "Error"), Text(_cause, scope, "Cause")));
    }

    private static Template? Field(FieldReader reader, string name)
    {
        if (reader.Has(name))
        {
            return reader.At(name, value => reader.IsJsonata ? JsonataTemplates.Compile(value, name) : new ConstantTemplate(value));
        }

        var path = name + "Path";
        return reader.Has(path) ? reader.At(path, value => JsonPathTemplates.CompileExpression(((JsonString)value).Value, path)) : null;
    }

    private static string? Text(Template? template, StateScope scope, string field) => template switch
    {
        null => null,
        JsonataTemplate jsonata => jsonata.EvaluateText(scope),
        _ => template.Evaluate(scope) is JsonString s ? s.Value
            : throw StatesException.Runtime($"The {field}Path field must refer to a string, but refers to: {template.Evaluate(scope)}"),
    };
}
