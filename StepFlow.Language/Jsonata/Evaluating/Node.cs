using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>One piece of a compiled expression. Nodes hold no state: one tree serves any number of evaluations at once.</summary>
internal abstract class Node
{
    /// <summary>What follows the node itself: predicates, a grouping, <c>[]</c>. Null for most.</summary>
    public Trim? Trim { get; private set; }

    /// <summary>The node's value; the .NET null is undefined.</summary>
    public JsonValue? Evaluate(JsonValue? input, Frame frame, Evaluation run)
    {
        run.Enter();
        var result = Compute(input, frame, run);
        if (Trim is not null)
        {
            result = Trim.Apply(result, frame, run);
        }

        run.Leave();
        return result is Sequence sequence ? Settle(sequence, run) : result;
    }

    /// <summary>The same where the value is the value of a function: may answer <see cref="TailCall"/>.</summary>
    public JsonValue? EvaluateTail(JsonValue? input, Frame frame, Evaluation run)
    {
        if (Trim is { IsOnlyKeepArray: false })
        {
            return Evaluate(input, frame, run);
        }

        run.Enter();
        var result = ComputeTail(input, frame, run);
        run.Leave();
        return result is Sequence sequence ? Settle(sequence, run) : result;
    }

    /// <summary>A sequence of nothing is undefined, one of one item is that item.</summary>
    internal static JsonValue? Settle(Sequence sequence, Evaluation run)
    {
        if (!sequence.Collapses || sequence.Count > 1)
        {
            return sequence;
        }

        if (sequence.Count is 0)
        {
            return null;
        }

        if (!sequence.KeepSingleton)
        {
            return Arrays.Operand(sequence[0]);
        }

        run.NeedsCleaning = true;
        return sequence;
    }

    /// <summary>For the compiler, while it builds the node.</summary>
    internal Node Trimmed(Trim? trim)
    {
        Trim = trim;
        return this;
    }

    protected abstract JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run);

    protected virtual JsonValue? ComputeTail(JsonValue? input, Frame frame, Evaluation run) => Compute(input, frame, run);
}

/// <summary>Predicates, grouping and <c>[]</c> of a node that is no step of a path.</summary>
internal sealed record Trim(Predicate[] Predicates, GroupNode? Group, bool KeepArray)
{
    public bool IsOnlyKeepArray => Predicates.Length is 0 && Group is null;

    public JsonValue? Apply(JsonValue? value, Frame frame, Evaluation run)
    {
        foreach (var predicate in Predicates)
        {
            value = predicate.Filter(value, frame, run);
        }

        if (Group is not null)
        {
            value = Group.Apply(value, frame, run);
        }

        if (KeepArray && value is Sequence { Collapses: true } sequence)
        {
            sequence.KeepSingleton = true;
        }

        return value;
    }
}
