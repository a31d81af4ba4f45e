using StepFlow.Language.Json;

namespace StepFlow.Language.JsonPath;

/// <summary>The condition of a filter, compiled. Tested for one item at a time.</summary>
internal abstract record FilterCondition
{
    public abstract bool Holds(JsonValue item, JsonValue root);

    public sealed record Or(IReadOnlyList<FilterCondition> Any) : FilterCondition
    {
        public override bool Holds(JsonValue item, JsonValue root) => Any.Any(c => c.Holds(item, root));
    }

    public sealed record And(IReadOnlyList<FilterCondition> All) : FilterCondition
    {
        public override bool Holds(JsonValue item, JsonValue root) => All.All(c => c.Holds(item, root));
    }

    public sealed record Not(FilterCondition Operand) : FilterCondition
    {
        public override bool Holds(JsonValue item, JsonValue root) => !Operand.Holds(item, root);
    }

    public sealed record Exists(JsonPathQuery Path, bool Expected) : FilterCondition
    {
        public override bool Holds(JsonValue item, JsonValue root) => Path.Exists(Path.StartsAtRoot ? root : item, root) == Expected;
    }

    public sealed record Compare(FilterOperand Left, FilterOperator Operator, FilterOperand Right) : FilterCondition
    {
        public override bool Holds(JsonValue item, JsonValue root) => Operator(Left.Value(item, root), Right.Value(item, root));
    }
}

/// <summary>One side of a comparison: a literal, a pattern or a path.</summary>
internal sealed record FilterOperand(FilterValue? Literal, JsonPathQuery? Path, bool ShouldExist = true)
{
    public FilterValue Value(JsonValue item, JsonValue root) =>
        Literal ?? new FilterValue(Path!.Evaluate(Path.StartsAtRoot ? root : item, root));
}
