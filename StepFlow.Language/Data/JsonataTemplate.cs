using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.Jsonata;

namespace StepFlow.Language.Data;

/// <summary>One JSONata expression of a definition. Undefined results and results of the wrong kind are States.QueryEvaluationError.</summary>
public sealed class JsonataTemplate(JsonataExpression expression, string text, string location) : Template
{
    public override JsonValue Evaluate(StateScope scope)
    {
        try
        {
            return expression.Evaluate(input: null, StatesBindings.For(scope)) ?? throw Fault(" returned nothing (undefined).");
        }
        catch (JsonataException e) when (e.IsFunctionResult)
        {
            throw Fault(" returned an unsupported result type.");
        }
        catch (JsonataException e)
        {
            throw Fault($" threw an error during evaluation{e.SentenceEnd}");
        }
    }

    public string EvaluateText(StateScope scope) => Evaluate(scope) is var value && value is JsonString s ? s.Value : throw Mismatch("string", value);

    public bool EvaluateBoolean(StateScope scope) => Evaluate(scope) is var value && value is JsonBoolean b ? b.Value : throw Mismatch("boolean", value);

    public JsonArray EvaluateArray(StateScope scope) => Evaluate(scope) is var value && value is JsonArray array ? array : throw Mismatch("array", value);

    public double EvaluateNumber(StateScope scope) => Evaluate(scope) is var value && value is JsonNumber n ? n.Value : throw Mismatch("number", value);

    /// <summary>A whole number within bounds.</summary>
    public long EvaluateInteger(StateScope scope, long atLeast, long atMost)
    {
        var value = Evaluate(scope);
        if (value is not JsonNumber number || !number.TryGetInt64(out var whole))
        {
            throw Mismatch(value is JsonNumber ? "integer" : "number", value);
        }

        return whole >= atLeast && whole <= atMost ? whole : throw Fault(
            $" returned a value out of range. Expected a number between {atLeast} and {atMost}, but was: {value}");
    }

    private QueryEvaluationException Mismatch(string expected, JsonValue value) =>
        Fault($" returned an unexpected result type. Expected '{expected}', but was '{value.Kind}' for value: {value}");

    private QueryEvaluationException Fault(string end) =>
        new(location, $"The JSONata expression '{text}' specified for the field '{location}'{end}");
}
