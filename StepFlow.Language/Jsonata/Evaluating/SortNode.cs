using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>One term of an order-by clause.</summary>
internal readonly record struct SortTerm(Node Expression, bool Descending);

/// <summary><c>^(…)</c>: a step that puts the items before it in order. Stable; what has no value comes last.</summary>
/// <param name="tuples">The scope of a path that yields tuples, otherwise null.</param>
internal sealed class SortNode(SortTerm[] terms, Scope? tuples, int position) : Node
{
    public JsonValue Sort(JsonValue values, Frame frame, Evaluation run)
    {
        if (Arrays.Count(values) <= 1)
        {
            return values is Sequence { KeepSingleton: false } ? values : Sequence.Of(Arrays.Count(values) is 0 ? null : Arrays.At(values, 0));
        }

        var sorted = Arrays.Items(values).ToArray();
        MergeSort.Run(sorted, (a, b) => IsAfter(Arrays.Operand(a), frame, Arrays.Operand(b), frame, run));
        return JsonArray.Wrap(sorted);
    }

    public TupleStream Sort(TupleStream stream, Frame frame, Evaluation run)
    {
        var sorted = stream.Tuples.ToArray();
        MergeSort.Run(sorted, (a, b) => IsAfter(
            a.Item, new Frame(frame, tuples!.Size, a.Bindings), b.Item, new Frame(frame, tuples.Size, b.Bindings), run));
        var result = new TupleStream();
        result.Tuples.AddRange(sorted);
        return result;
    }

    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run) =>
        throw new InvalidOperationException("A sort step is taken by its path.");

    private bool IsAfter(JsonValue? a, Frame frameOfA, JsonValue? b, Frame frameOfB, Evaluation run)
    {
        foreach (var term in terms)
        {
            var first = term.Expression.Evaluate(a, frameOfA, run);
            var second = term.Expression.Evaluate(b, frameOfB, run);
            if (first is null || second is null)
            {
                if (first is null && second is null)
                {
                    continue;
                }

                return first is null;
            }

            var order = Order(first, second);
            if (order != 0)
            {
                return term.Descending ? order < 0 : order > 0;
            }
        }

        return false;
    }

    private int Order(JsonValue first, JsonValue second) => (first, second) switch
    {
        (JsonNumber a, JsonNumber b) => a.Value == b.Value ? 0 : a.Value < b.Value ? -1 : 1,
        (JsonString a, JsonString b) => string.CompareOrdinal(a.Value, b.Value),
        (JsonNumber or JsonString, JsonNumber or JsonString) => throw new JsonataException("T2007", position) { Value = first, SecondValue = second },
        _ => throw new JsonataException("T2008", position) { Value = first is JsonNumber or JsonString ? second : first },
    };
}
