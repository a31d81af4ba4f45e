using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Calls functions; a call that is the last act of a function is made here, in a loop, instead of on the stack.</summary>
internal static class Calling
{
    public static JsonValue? Apply(Function function, JsonValue?[] arguments, JsonValue? context, Evaluation run)
    {
        var result = function.Invoke(arguments, context, run);
        while (ReferenceEquals(result, TailCall.Pending))
        {
            var (call, input, frame) = (run.PendingCall!, run.PendingInput, run.PendingFrame!);
            result = call.Continue(input, frame, context, run);
        }

        if (result is Sequence)
        {
            // Nobody may have settled it: a sequence out of a tail call stays one.
            run.NeedsCleaning = true;
        }

        return result;
    }

    /// <summary>Calls a function nobody has called by a name: it goes by its own in error messages. It has no context.</summary>
    public static JsonValue? ApplyNamed(Function function, JsonValue?[] arguments, Evaluation run)
    {
        try
        {
            return Apply(function, arguments, JsonValue.Null, run);
        }
        catch (JsonataException e) when (function is Builtin builtin && e.At(-1, builtin.Name))
        {
            throw;
        }
    }

    /// <summary>With what a path step or an argument makes of a sequence.</summary>
    public static JsonValue? Settled(JsonValue? result) => result switch
    {
        Sequence { Collapses: true, Count: 0 } => null,
        Sequence { Collapses: true, Count: 1, KeepSingleton: false } sequence => sequence[0],
        _ => result,
    };
}

/// <summary><c>procedure(arguments)</c></summary>
internal sealed class CallNode(Node procedure, Node[] arguments, string? name, int position) : Node
{
    /// <summary>The built-in meant when somebody forgot the <c>$</c>, as a variable; null when there is no such name.</summary>
    public VariableNode? Misspelt { get; init; }

    /// <summary>The call behind <c>~></c>, whose first argument comes from the left.</summary>
    public JsonValue? EvaluateWith(JsonValue? first, JsonValue? input, Frame frame, Evaluation run) =>
        Call(first, hasFirst: true, input, frame, run);

    /// <summary>Makes the call that was put off by <see cref="ComputeTail"/>.</summary>
    public JsonValue? Continue(JsonValue? input, Frame frame, JsonValue? context, Evaluation run)
    {
        var function = procedure.Evaluate(input, frame, run) as Function ?? throw new JsonataException("T1006", position, name);
        var values = new JsonValue?[arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = arguments[i].Evaluate(input, frame, run);
        }

        try
        {
            return function.Invoke(values, context, run);
        }
        catch (JsonataException e) when (e.At(position, name))
        {
            throw;
        }
    }

    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run) =>
        Call(first: null, hasFirst: false, input, frame, run);

    protected override JsonValue? ComputeTail(JsonValue? input, Frame frame, Evaluation run)
    {
        run.PendingCall = this;
        run.PendingInput = input;
        run.PendingFrame = frame;
        return TailCall.Pending;
    }

    private JsonValue? Call(JsonValue? first, bool hasFirst, JsonValue? input, Frame frame, Evaluation run)
    {
        var target = procedure is VariableNode variable ? variable.EvaluateForCall(input, frame, run) : procedure.Evaluate(input, frame, run);
        if (target is null && Misspelt?.Evaluate(input, frame, run) is { } meant && Truth.OfHost(meant))
        {
            throw new JsonataException("T1005", position, Misspelt.Name);
        }

        var skip = hasFirst ? 1 : 0;
        var values = new JsonValue?[arguments.Length + skip];
        if (hasFirst)
        {
            values[0] = first;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            values[i + skip] = ArgumentFunction.Wrap(arguments[i].Evaluate(input, frame, run));
        }

        try
        {
            return target is Function function
                ? Calling.Apply(function, values, input, run)
                : throw new JsonataException("T1006");
        }
        catch (JsonataException e) when (e.At(position, name))
        {
            throw;
        }
    }
}

/// <summary><c>procedure(?, argument)</c></summary>
internal sealed class PartialNode(Node procedure, Node?[] arguments, string? name, int position) : Node
{
    public VariableNode? Misspelt { get; init; }

    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        var given = new JsonValue?[arguments.Length];
        for (var i = 0; i < given.Length; i++)
        {
            given[i] = arguments[i]?.Evaluate(input, frame, run);
        }

        var target = procedure.Evaluate(input, frame, run);
        if (target is null && Misspelt?.Evaluate(input, frame, run) is { } meant && Truth.OfHost(meant))
        {
            throw new JsonataException("T1007", position, Misspelt.Name);
        }

        run.NeedsCleaning = true;
        return target is Function function
            ? new PartialFunction(function, given, Array.ConvertAll(arguments, a => a is null), function.Arity)
            : throw new JsonataException("T1008", position, name);
    }
}

/// <summary><c>left ~> right</c></summary>
internal sealed class ChainNode(Node left, Node right, int position) : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        var value = left.Evaluate(input, frame, run);
        if (right is CallNode { Trim: null or { IsOnlyKeepArray: true } } call)
        {
            return call.EvaluateWith(value, input, frame, run);
        }

        if (right.Evaluate(input, frame, run) is not Function function)
        {
            throw new JsonataException("T2006", position) { Value = value };
        }

        return value is Function first ? new ComposedFunction(first, function) : Calling.ApplyNamed(function, [value], run);
    }
}

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
