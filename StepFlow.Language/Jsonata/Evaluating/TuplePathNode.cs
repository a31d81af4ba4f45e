using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>What happens to the tuples of a step: a predicate, or the binding of their positions when that is null.</summary>
internal readonly record struct TupleStage(Predicate? Predicate, string? Index);

/// <summary>One step of a path that binds names on its way.</summary>
internal sealed record TupleStep(Node Node, TupleStage[] Stages, string? Focus, string? Index, string? Ancestor)
{
    public bool MakesItem { get; init; }
}

/// <summary>A path with focus (@), index (#) or parent (%) bindings: from the first such step on it carries tuples instead of items.</summary>
/// <param name="before">The steps ahead of the first one that binds, as a path of their own; null when there are none.</param>
/// <param name="isStream">The tuples themselves are wanted, by an enclosing path that seeks a parent here.</param>
internal sealed class TuplePathNode(
    PathNode? before, TupleStep[] steps, Scope scope, bool isAbsolute, bool keepSingleton, bool isStream, GroupNode? group) : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        var stream = Start(ref input, frame, run);
        if (stream is null)
        {
            return group is null ? input : group.Apply(input, frame, run);
        }

        // A constructor as the first step has been taken already; it binds nothing.
        for (var i = steps[0].MakesItem ? 1 : 0; i < steps.Length; i++)
        {
            stream = Take(steps[i], stream, frame, run);
        }

        if (group is not null)
        {
            return group.Apply(stream, frame, run);
        }

        return isStream ? stream : stream.Items(run, keepSingleton);
    }

    /// <summary>The items the tuples begin with; null when there are none, and the path ends with the input as it is then.</summary>
    private TupleStream? Start(ref JsonValue? input, Frame frame, Evaluation run)
    {
        var stream = new TupleStream();
        var first = before ?? (steps[0].MakesItem ? steps[0].Node : null);
        if (first is not null)
        {
            var result = first.Evaluate(input, before is null ? new Frame(frame, scope.Size) : frame, run);

            // A constructor bound to a focus is made, and then the path goes on from where it was.
            input = before is null && steps[0].Focus is not null ? input : result;
            if (input is null || (input is Sequence { IsItem: true, Count: 0 } && before is { StartsWithConstructor: true }))
            {
                return null;
            }
        }

        var isOne = first is null ? isAbsolute : input is Sequence { IsItem: true } && before is { IsConstructor: false };
        if (!isOne && Arrays.TryItems(input, out var items))
        {
            foreach (var item in items)
            {
                stream.Tuples.Add(new(Arrays.Operand(item), bindings: null));
            }
        }
        else
        {
            stream.Tuples.Add(new(input, bindings: null));
        }

        return stream;
    }

    private TupleStream Take(TupleStep step, TupleStream stream, Frame frame, Evaluation run)
    {
        if (step.Node is SortNode sort)
        {
            stream = sort.Sort(stream, frame, run);
            if (step.Index is not null)
            {
                Number(stream, step.Index);
            }
        }
        else
        {
            stream = Map(step, stream, frame, run);
        }

        foreach (var stage in step.Stages)
        {
            if (stage.Predicate is not null)
            {
                stream = stage.Predicate.Filter(stream, frame, run);
            }
            else
            {
                Number(stream, stage.Index!);
            }
        }

        return stream;
    }

    private static void Number(TupleStream stream, string name)
    {
        for (var i = 0; i < stream.Tuples.Count; i++)
        {
            stream.Tuples[i].Bind(name, JsonNumber.Of(i));
        }
    }

    private TupleStream Map(TupleStep step, TupleStream stream, Frame frame, Evaluation run)
    {
        var results = new TupleStream();
        foreach (var tuple in stream.Tuples)
        {
            var inner = new Frame(frame, scope.Size, tuple.Bindings);
            switch (step.Node.Evaluate(tuple.Item, inner, run))
            {
                case null:
                    break;
                case TupleStream nested:
                    foreach (var n in nested.Tuples)
                    {
                        results.Tuples.Add(new(n.Item, Joined(n.Bindings, tuple.Bindings)));
                    }

                    break;
                case var value when Arrays.TryItems(value, out var items):
                    for (var i = 0; i < items.Length; i++)
                    {
                        results.Tuples.Add(Next(step, tuple, Arrays.Operand(items[i]), i));
                    }

                    break;
                case var value:
                    results.Tuples.Add(Next(step, tuple, value, 0));
                    break;
            }

            run.Step();
        }

        return results;
    }

    private static Tuple Next(TupleStep step, Tuple tuple, JsonValue? item, int position)
    {
        var next = step.Focus is null ? new Tuple(item, tuple.Bindings) : new(tuple.Item, new(step.Focus, item, tuple.Bindings));
        if (step.Index is not null)
        {
            next.Bind(step.Index, JsonNumber.Of(position));
        }

        if (step.Ancestor is not null)
        {
            next.Bind(step.Ancestor, tuple.Item);
        }

        return next;
    }

    private static Binding? Joined(Binding? inner, Binding? outer) =>
        inner is null ? outer : new(inner.Name, inner.Value, Joined(inner.Next, outer));
}
