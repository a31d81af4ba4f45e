using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary><c>[a, b]</c>: arrays among the values are flattened, except those spelled with brackets themselves.</summary>
/// <param name="isItem">A step of a path: what it makes is one item of the result.</param>
internal sealed class ArrayNode(Node[] items, bool[] isBracketed, bool isItem) : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        var result = new Sequence { Collapses = false, IsItem = isItem };
        for (var i = 0; i < items.Length; i++)
        {
            var value = items[i].Evaluate(input, frame, run);
            if (value is null)
            {
                continue;
            }

            if (isBracketed[i])
            {
                result.Add(Arrays.Stored(value, run));
            }
            else if (items.Length is 1 && !isItem && value is Sequence sequence && sequence.AsRangeArray() is { } range)
            {
                run.NeedsCleaning = true;
                return range;
            }
            else
            {
                Arrays.AddFlat(result, value, run);
            }
        }

        run.Made(isItem);
        return isItem ? run.Hold(result) : run.Hold(result).ToArray();
    }
}

/// <summary><c>{ key: value }</c></summary>
internal sealed class ObjectNode(GroupNode pairs) : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run) => pairs.Apply(input, frame, run);
}

/// <summary><c>a ? b : c</c></summary>
internal sealed class ConditionNode(Node test, Node then, Node? otherwise) : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run) =>
        Truth.Of(test.Evaluate(input, frame, run)) ? then.Evaluate(input, frame, run) : otherwise?.Evaluate(input, frame, run);

    protected override JsonValue? ComputeTail(JsonValue? input, Frame frame, Evaluation run) =>
        Truth.Of(test.Evaluate(input, frame, run)) ? then.EvaluateTail(input, frame, run) : otherwise?.EvaluateTail(input, frame, run);
}

/// <summary><c>(a; b; c)</c>: a scope of its own; the value is that of the last expression.</summary>
internal sealed class BlockNode(Node[] expressions, Scope scope) : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        if (expressions.Length is 0)
        {
            return null;
        }

        var inner = RunAllButLast(input, frame, run);
        return expressions[^1].Evaluate(input, inner, run);
    }

    protected override JsonValue? ComputeTail(JsonValue? input, Frame frame, Evaluation run)
    {
        if (expressions.Length is 0)
        {
            return null;
        }

        var inner = RunAllButLast(input, frame, run);
        return expressions[^1].EvaluateTail(input, inner, run);
    }

    private Frame RunAllButLast(JsonValue? input, Frame frame, Evaluation run)
    {
        var inner = scope.Enter(frame);
        for (var i = 0; i < expressions.Length - 1; i++)
        {
            expressions[i].Evaluate(input, inner, run);
        }

        return inner;
    }
}

/// <summary><c>$name := value</c></summary>
internal sealed class BindNode(Node value, int slot) : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        var result = value.Evaluate(input, frame, run);
        frame.Bind(slot, result);
        return result;
    }
}
