using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

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

        // What follows such a call, a predicate say, is not looked at.
        if (right is CallNode call)
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
