using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary><c>function($a) { … }</c></summary>
internal sealed class LambdaNode(int[] parameters, Signature? signature, Node body, Scope scope) : Node
{
    public int Arity => parameters.Length;

    public Signature? Signature => signature;

    public JsonValue? Call(JsonValue?[] arguments, JsonValue? input, Frame outer, Evaluation run)
    {
        var frame = scope.Enter(outer);
        for (var i = 0; i < parameters.Length; i++)
        {
            frame.Bind(parameters[i], i < arguments.Length ? arguments[i] : null);
        }

        return body.EvaluateTail(input, frame, run);
    }

    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        run.NeedsCleaning = true;
        return new Closure(this, input, frame);
    }
}

/// <summary>A lambda together with the variables and the context of the place where it was written.</summary>
internal sealed class Closure(LambdaNode lambda, JsonValue? input, Frame frame) : Function
{
    public override int Arity => lambda.Arity;

    public override JsonValue? Invoke(JsonValue?[] arguments, JsonValue? context, Evaluation run) =>
        Run(lambda.Signature is null ? arguments : lambda.Signature.Validate(arguments, context), run);

    /// <summary>Calls it with arguments that need no check.</summary>
    public JsonValue? Run(JsonValue?[] arguments, Evaluation run) => lambda.Call(arguments, input, frame, run);
}
