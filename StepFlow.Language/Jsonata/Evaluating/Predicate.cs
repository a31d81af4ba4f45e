using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary><c>[…]</c> behind something: a position, or a condition every item is asked.</summary>
internal sealed class Predicate
{
    private readonly Node _condition;
    private readonly int? _index;
    private readonly Scope? _tuples;

    /// <param name="tuples">The scope of a predicate on something that yields tuples, otherwise null.</param>
    public Predicate(Node condition, bool isNumber, Scope? tuples)
    {
        _condition = condition;
        _tuples = tuples;
        if (isNumber)
        {
            var number = Math.Floor(((JsonNumber)((LiteralNode)condition).Value).Value);
            _index = number is > -int.MaxValue and < int.MaxValue ? (int)number : int.MaxValue;
        }
    }

    public JsonValue? Filter(JsonValue? value, Frame frame, Evaluation run)
    {
        if (_index is { } index && value is not TupleStream)
        {
            return At(value, index);
        }

        if (_tuples is not null)
        {
            if (value is TupleStream stream)
            {
                return Filter(stream, frame, run);
            }

            frame = new Frame(frame, _tuples.Size);
        }

        var results = new Sequence();
        if (!Arrays.TryItems(value, out var items))
        {
            // Nothing is asked as well, and may stay: a place where there is nothing.
            run.NeedsCleaning |= value is null;
            Keep(_condition.Evaluate(value, frame, run), 0, 1, value ?? Unbound.Nothing, results);
            return results;
        }

        for (var i = 0; i < items.Length; i++)
        {
            var item = items[i];
            Keep(_condition.Evaluate(Arrays.Operand(item), frame, run), i, items.Length, item, results);
        }

        return results;
    }

    public TupleStream Filter(TupleStream stream, Frame frame, Evaluation run)
    {
        var results = new TupleStream();
        var tuples = stream.Tuples;
        if (_index is { } index)
        {
            var at = index < 0 ? tuples.Count + index : index;
            if (at >= 0 && at < tuples.Count)
            {
                results.Tuples.Add(tuples[at]);
            }

            return results;
        }

        for (var i = 0; i < tuples.Count; i++)
        {
            var inner = new Frame(frame, _tuples!.Size, tuples[i].Bindings);
            if (Keeps(_condition.Evaluate(tuples[i].Item, inner, run), i, tuples.Count))
            {
                results.Tuples.Add(tuples[i]);
            }
        }

        return results;
    }

    private static JsonValue At(JsonValue? value, int index)
    {
        if (!Arrays.Is(value))
        {
            return Sequence.Of(index is 0 or -1 ? value : null);
        }

        var count = Arrays.Count(value!);
        var at = index < 0 ? count + index : index;
        if (at < 0 || at >= count)
        {
            return new Sequence();
        }

        var item = Arrays.At(value!, at);
        return Arrays.Is(item) ? item : Sequence.Of(Arrays.Operand(item));
    }

    private static void Keep(JsonValue? answer, int index, int count, JsonValue item, Sequence results)
    {
        // Several numbers may name the same position: the item then comes as often.
        if (Arrays.TryItems(answer, out var positions) && Numbers.AreNumeric(positions))
        {
            foreach (var position in positions)
            {
                if (IsAt((JsonNumber)position, index, count))
                {
                    results.Add(item);
                }
            }
        }
        else if (Keeps(answer, index, count))
        {
            results.Add(item);
        }
    }

    private static bool Keeps(JsonValue? answer, int index, int count)
    {
        if (answer is JsonNumber number && Numbers.IsNumeric(number))
        {
            return IsAt(number, index, count);
        }

        if (!Arrays.TryItems(answer, out var positions) || !Numbers.AreNumeric(positions))
        {
            return Truth.Of(answer);
        }

        foreach (var position in positions)
        {
            if (IsAt((JsonNumber)position, index, count))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAt(JsonNumber position, int index, int count)
    {
        var at = Math.Floor(position.Value);
        return (at < 0 ? count + at : at) == index;
    }
}
