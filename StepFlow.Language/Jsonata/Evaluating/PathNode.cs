using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>One step of a path.</summary>
internal sealed class PathStep(Node node, Predicate[] predicates)
{
    public Node Node => node;

    public bool MakesItem { get; init; }

    /// <summary>The member to look up when the step is nothing but a name.</summary>
    public string? Name { get; } = node is FieldNode { Trim: null } field && predicates.Length is 0 ? field.Name : null;

    public JsonValue? Evaluate(JsonValue? item, Frame frame, Evaluation run)
    {
        var result = node.Evaluate(item, frame, run);
        return predicates.Length is 0 ? result : Filter(result, frame, run);
    }

    public JsonValue? Filter(JsonValue? value, Frame frame, Evaluation run)
    {
        foreach (var predicate in predicates)
        {
            value = predicate.Filter(value, frame, run);
        }

        return value;
    }
}

/// <summary>A path: every step is applied to each result of the step before, and arrays are flattened on the way.</summary>
/// <param name="isAbsolute">Starts at a variable, so an array as context is not looked into.</param>
internal sealed class PathNode(PathStep[] steps, bool isAbsolute, bool keepSingleton, GroupNode? group) : Node
{
    private readonly string? _onlyName = steps.Length is 1 && !keepSingleton && group is null ? steps[0].Name : null;

    public bool StartsWithConstructor => steps[0].MakesItem;

    public bool IsConstructor => StartsWithConstructor && steps.Length is 1;

    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        if (_onlyName is not null && Trim is null && input is JsonObject o && Member(o, _onlyName, run) is var member and not Sequence)
        {
            return member;
        }

        var result = steps[0].MakesItem ? OfConstructor(input, frame, run) : Follow(input, 0, isAbsolute || !Arrays.Is(input), frame, run);
        if (keepSingleton || group is not null || Trim is not null)
        {
            result = result is Sequence or JsonArray ? result : Sequence.Of(result);
        }

        if (keepSingleton)
        {
            result = Kept(result!);
        }

        return group is null ? result : group.Apply(result, frame, run);
    }

    private static JsonValue Kept(JsonValue result)
    {
        if (result is Sequence { IsItem: true } constructed)
        {
            result = Sequence.Of(constructed);
        }

        if (result is Sequence { Collapses: true } sequence)
        {
            sequence.KeepSingleton = true;
        }

        return result;
    }

    /// <summary>A constructor as the first step sees the context as a whole.</summary>
    private JsonValue? OfConstructor(JsonValue? input, Frame frame, Evaluation run)
    {
        var first = steps[0].Node.Evaluate(Arrays.Is(input) || input is null ? input : Sequence.Of(input), frame, run);
        if (steps.Length is 1 || first is null)
        {
            return first;
        }

        return !Arrays.Is(first) ? null : Arrays.Count(first) is 0 ? first : Follow(first, 1, isSingle: false, frame, run);
    }

    /// <param name="isSingle">True when the value is one item, false when it is an array of them.</param>
    private JsonValue? Follow(JsonValue? value, int from, bool isSingle, Frame frame, Evaluation run)
    {
        for (var i = from; i < steps.Length; i++)
        {
            var step = steps[i];
            var isLast = i == steps.Length - 1;
            if (step.Node is SortNode sort)
            {
                value = step.Filter(isSingle ? Sequence.Of(value) : sort.Sort(value!, frame, run), frame, run)!;
                isSingle = false;
            }
            else if (isSingle)
            {
                value = step.Name is { } name && value is JsonObject o ? Member(o, name, run) : step.Evaluate(value, frame, run);
                if (value is null)
                {
                    return null;
                }

                if (Arrays.Is(value))
                {
                    if (isLast)
                    {
                        return value is Sequence { Collapses: true } sequence ? Flattened(sequence) : value;
                    }

                    isSingle = !Arrays.IsFlattened(value);
                }
            }
            else
            {
                value = Each(value!, step, isLast, frame, run);
            }

            if (!isSingle && Arrays.Count(value!) is 0)
            {
                return isLast ? value : new Sequence();
            }
        }

        return value;
    }

    private static JsonValue? Member(JsonObject o, string name, Evaluation run)
    {
        run.Enter();
        run.Leave();
        return o[name];
    }

    /// <summary>A sequence of its own: what was said about the inner one does not hold for it.</summary>
    private static Sequence Flattened(Sequence sequence)
    {
        if (!sequence.KeepSingleton)
        {
            return sequence;
        }

        var copy = new Sequence();
        copy.AddRange(sequence.Items);
        return copy;
    }

    private JsonValue Each(JsonValue values, PathStep step, bool isLast, Frame frame, Evaluation run)
    {
        var items = Arrays.Items(values);
        var results = new Sequence();
        JsonValue? only = null;
        var count = 0;
        foreach (var item in items)
        {
            run.Step();
            var result = step.Name is { } name && item is JsonObject o ? o[name] : step.Evaluate(Arrays.Operand(item), frame, run);
            if (result is null)
            {
                continue;
            }

            count++;
            if (!Arrays.Is(result))
            {
                results.Add(result);
            }
            else if (Arrays.IsFlattened(result))
            {
                only = result;
                results.AddRange(Arrays.Items(result));
            }
            else
            {
                only = result;
                run.NeedsCleaning = true;
                results.Add(result);
            }
        }

        return isLast && count is 1 && only is not null and not Sequence { Collapses: true } ? only : run.Hold(results);
    }
}
