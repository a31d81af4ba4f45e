using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>An item on its way along a path, with what the steps before have bound: focus, index and the values of <c>%</c>.</summary>
internal sealed class Tuple(JsonValue? item, Binding? bindings)
{
    public JsonValue? Item { get; } = item;

    public Binding? Bindings { get; private set; } = bindings;

    public void Bind(string name, JsonValue? value) => Bindings = new(name, value, Bindings);
}

/// <summary>The tuples a step of a path yields; passes between nodes as a value but is none.</summary>
internal sealed class TupleStream : JsonValue
{
    public List<Tuple> Tuples { get; } = [];

    public override string Kind => "tuples";

    public override bool Equals(JsonValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;

    /// <summary>The items alone.</summary>
    public Sequence Items(Evaluation run, bool keepSingleton = false)
    {
        var items = new Sequence { KeepSingleton = keepSingleton };
        foreach (var tuple in Tuples)
        {
            run.NeedsCleaning |= tuple.Item is null;
            items.Add(tuple.Item is null ? Unbound.Nothing : Arrays.Stored(tuple.Item, run));
        }

        return items;
    }

    private protected override int MeasureUtf8() => 0;
}

/// <summary>Something that yields tuples, at a place where only the items are wanted.</summary>
internal sealed class ItemsNode(Node node) : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run) =>
        node.Evaluate(input, frame, run) is var result && result is TupleStream stream ? stream.Items(run) : result;
}
