using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;

namespace StepFlow.Language.Data;

/// <summary>Everything a state may look at while it is evaluated. No services, no clock of its own.</summary>
public sealed class StateScope : IPathScope
{
    private readonly Func<JsonObject> _context;
    private JsonObject? _contextObject;

    public StateScope(JsonValue rawInput, Variables variables, Func<JsonObject> context, EvaluationEnvironment environment)
    {
        RawInput = rawInput;
        Input = rawInput;
        Variables = variables;
        Environment = environment;
        _context = context;
    }

    private StateScope(StateScope outer, JsonValue input)
    {
        RawInput = outer.RawInput;
        Input = input;
        Variables = outer.Variables;
        Environment = outer.Environment;
        Result = outer.Result;
        ErrorOutput = outer.ErrorOutput;
        _context = () => outer.ContextObject;
    }

    /// <summary>The state's input as it was entered with.</summary>
    public JsonValue RawInput { get; }

    /// <summary>What <c>$</c> means just now: effective input, result, or the whole input, by the field being evaluated.</summary>
    public JsonValue Input { get; }

    public Variables Variables { get; }

    public EvaluationEnvironment Environment { get; }

    /// <summary>The result of the work, where there is one: <c>$states.result</c>.</summary>
    public JsonValue? Result { get; init; }

    /// <summary>Error and cause for a Catch: <c>$states.errorOutput</c>.</summary>
    public JsonValue? ErrorOutput { get; init; }

    public JsonObject ContextObject => _contextObject ??= _context();

    JsonValue IPathScope.Context => ContextObject;

    public JsonValue? Variable(string name) => Variables.Lookup(name);

    /// <summary>The same scope where <c>$</c> means another value.</summary>
    public StateScope With(JsonValue input) => ReferenceEquals(input, Input) ? this : new(this, input);

    /// <summary>The same scope with a result, for Output and Assign.</summary>
    public StateScope WithResult(JsonValue result) => new(this, Input) { Result = result };

    /// <summary>The same scope with an error output, for a Catch.</summary>
    public StateScope WithError(JsonValue errorOutput) => new(this, Input) { Result = null, ErrorOutput = errorOutput };

    /// <summary>The same scope with another context object (an iteration's, a task token's).</summary>
    public StateScope WithContext(Func<JsonObject, JsonObject> change) =>
        new(RawInput, Variables, () => change(ContextObject), Environment) { Result = Result, ErrorOutput = ErrorOutput };
}
