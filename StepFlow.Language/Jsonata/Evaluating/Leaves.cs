using System.Runtime.CompilerServices;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>A value written in the expression.</summary>
internal sealed class LiteralNode(JsonValue value) : Node
{
    public JsonValue Value => value;

    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run) => value;
}

/// <summary>A regular expression is a function from text to matches.</summary>
internal sealed class RegexNode(RegexFunction function) : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        run.NeedsCleaning = true;
        return function;
    }
}

/// <summary>A member of the context.</summary>
internal sealed class FieldNode(string name) : Node
{
    public string Name => name;

    /// <summary>The member of that name; of an array, those of its items in one sequence.</summary>
    public static JsonValue? Lookup(JsonValue? value, string name, Evaluation run)
    {
        if (value is JsonObject o)
        {
            return o[name];
        }

        if (!Arrays.TryItems(value, out var items))
        {
            return null;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        var found = new Sequence();
        foreach (var item in items)
        {
            run.Step();
            if (Lookup(item, name, run) is { } result)
            {
                Arrays.AddFlat(found, result, run);
            }
        }

        return found;
    }

    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run) => Lookup(input, name, run);
}

/// <summary><c>$</c>: the context.</summary>
internal sealed class ContextNode : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run) =>
        input is Sequence { IsWrapper: true } wrapper ? wrapper[0] : input;
}

/// <summary><c>$$</c>: the input document.</summary>
internal sealed class RootNode : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run) => run.Root;
}

/// <summary><c>*</c>: the values of all members.</summary>
internal sealed class WildcardNode : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        var results = new Sequence();
        if (input is Sequence { IsWrapper: true, Count: > 0 } wrapper)
        {
            input = wrapper[0];
        }

        if (input is JsonObject o)
        {
            foreach (var (_, value) in o.Members)
            {
                AddAll(results, value, run);
            }
        }
        else if (Arrays.TryItems(input, out var items))
        {
            foreach (var item in items)
            {
                AddAll(results, item, run);
            }
        }

        return results;
    }

    private static void AddAll(Sequence results, JsonValue value, Evaluation run)
    {
        run.Step();
        if (!Arrays.TryItems(value, out var items))
        {
            results.Add(value);
            return;
        }

        RuntimeHelpers.EnsureSufficientExecutionStack();
        foreach (var item in items)
        {
            AddAll(results, item, run);
        }
    }
}

/// <summary><c>**</c>: the context and everything below it.</summary>
internal sealed class DescendantNode : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        if (input is null)
        {
            return null;
        }

        var results = new Sequence();
        AddAll(results, input, run);
        return results.Count is 1 ? results[0] : results;
    }

    private static void AddAll(Sequence results, JsonValue value, Evaluation run)
    {
        run.Step();
        if (Arrays.TryItems(value, out var items))
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            foreach (var item in items)
            {
                AddAll(results, item, run);
            }

            return;
        }

        results.Add(value);
        if (value is JsonObject o)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            foreach (var (_, member) in o.Members)
            {
                AddAll(results, member, run);
            }
        }
    }
}
