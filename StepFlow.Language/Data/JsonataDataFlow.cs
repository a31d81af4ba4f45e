using StepFlow.Language.Json;

namespace StepFlow.Language.Data;

/// <summary>Arguments → (work) → Assign and Output, each seeing <c>$states</c>.</summary>
public sealed class JsonataDataFlow : DataFlow
{
    public Template? ArgumentsTemplate { get; init; }

    public Template? Output { get; init; }

    public Template? Assign { get; init; }

    public override JsonValue EffectiveInput(StateScope scope) => scope.RawInput;

    public override JsonValue Arguments(StateScope scope, JsonValue effectiveInput)
    {
        var arguments = ArgumentsTemplate is null ? effectiveInput : ArgumentsTemplate.Evaluate(scope);
        scope.Environment.Inspect?.Invoke("afterArguments", arguments);
        return arguments;
    }

    public override StateResult Finish(StateScope scope, JsonValue result) => Leave(scope.WithResult(result), result);

    public override StateResult PassOn(StateScope scope, JsonValue effectiveInput) => Leave(scope, effectiveInput);

    private StateResult Leave(StateScope scope, JsonValue fallback)
    {
        var assigned = Assign?.Evaluate(scope) as JsonObject;
        return new(Output is null ? fallback : Output.Evaluate(scope), assigned);
    }
}
