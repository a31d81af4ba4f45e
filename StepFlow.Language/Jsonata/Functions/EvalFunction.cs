using System.Runtime.CompilerServices;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>
/// <c>$eval</c> of JSONata as published. The text sees its context and the environment, not the variables of the expression around it.
/// </summary>
internal sealed class EvalFunction : Function
{
    private static readonly Signature Shape = Signature.Parse("<sx?:x>");

    public override int Arity => 2;

    public override JsonValue? Invoke(JsonValue?[] arguments, JsonValue? context, Evaluation run)
    {
        var values = Shape.Validate(arguments, context);
        if (values[0] is not JsonString text)
        {
            return null;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        Program program;
        try
        {
            program = Compiler.Run(Shaper.Run(Parser.Parse(text.Value)));
        }
        catch (JsonataException e) when (!e.IsGuard)
        {
            throw new JsonataException("D3120") { Value = e.Message };
        }

        try
        {
            var input = values[1] is { } focus ? JsonataExpression.Wrapped(focus) : context;
            run.NeedsCleaning = true;
            var nested = new Evaluation(run.Environment, run.Root, program.GlobalNames, run.Builtins);
            return program.Run(input, nested);
        }
        catch (JsonataException e) when (!e.IsGuard)
        {
            throw new JsonataException("D3121") { Value = e.Message };
        }
    }
}
