using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

internal enum Shape
{
    Text,
    Number,
    Constant,
    Name,
    Variable,
    Wildcard,
    Descendant,
    Parent,
    Regex,
    Placeholder,
    Path,
    Sort,
    Binary,
    Negate,
    Array,
    Object,
    Bind,
    Chain,
    Call,
    Lambda,
    Condition,
    Transform,
    Block,
}

/// <summary>
/// An expression with its paths straightened: chains of <c>.</c> have become steps with their predicates, groupings and bindings.
/// Lives only while one expression is prepared, between <see cref="Shaper"/> and <see cref="Compiler"/>; resolving <c>%</c>
/// marks steps far away from it, which is why drafts, unlike syntax and nodes, can be written to.
/// </summary>
internal sealed class Draft(Shape shape, Syntax source)
{
    public Shape Shape { get; set; } = shape;

    public Syntax Source { get; } = source;

    public int Position => Source.Position;

    /// <summary>Operands, items, steps, arguments…: what they mean is up to the shape; pairs lie flat, key and value in turn.</summary>
    public List<Draft> Parts { get; init; } = [];

    /// <summary>The value of a number, after folding a minus sign into it.</summary>
    public JsonValue? Literal { get; init; }

    /// <summary>What belongs to a <c>%</c> itself.</summary>
    public Slot? Slot { get; init; }

    public bool KeepArray { get; set; }

    /// <summary>On a path: a result of one item stays an array.</summary>
    public bool KeepSingleton { get; set; }

    /// <summary>The array it makes is one item of the path's result, not to be flattened.</summary>
    public bool MakesItem { get; set; }

    /// <summary>Predicates of something that is not a step.</summary>
    public List<Stage>? Predicates { get; set; }

    /// <summary>Predicates and index bindings of a step, in order.</summary>
    public List<Stage>? Stages { get; set; }

    public Grouping? Group { get; set; }

    public string? Focus { get; set; }

    public string? Index { get; set; }

    /// <summary>The step's context is what some <c>%</c> asks for.</summary>
    public Slot? Ancestor { get; set; }

    /// <summary>The step yields tuples: items together with what was bound on the way to them.</summary>
    public bool Tuple { get; set; }

    /// <summary>The <c>%</c>s below whose parent has not been found yet.</summary>
    public List<Slot>? Seeking { get; set; }

    public Draft LastStep => Shape is Shape.Path ? Parts[^1] : this;
}

/// <summary>Where a <c>%</c> finds its value: how many steps are still to go up, and the name it is bound to.</summary>
internal sealed class Slot(string label)
{
    public string Label { get; set; } = label;

    public int Level { get; set; } = 1;
}

/// <summary>A predicate, or the binding of an index when <see cref="Predicate"/> is null.</summary>
internal readonly record struct Stage(Draft? Predicate, string? Index);

internal sealed record Grouping(List<Draft> Pairs, int Position);
