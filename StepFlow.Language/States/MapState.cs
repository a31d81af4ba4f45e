using StepFlow.Language.Data;
using StepFlow.Language.Definitions;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;

namespace StepFlow.Language.States;

/// <summary>Map: runs its processor once for every item, inline or as child executions of a Map Run.</summary>
public sealed class MapState : State
{
    private readonly DataFlow _flow;
    private readonly PathField _itemsPath;
    private readonly Template? _items;
    private readonly Template? _itemSelector;
    private readonly WholeNumberField? _maxConcurrency;
    private readonly WholeNumberField? _toleratedCount;
    private readonly PercentageField? _toleratedPercentage;

    private MapState(string name, FieldReader reader)
        : base(name, reader)
    {
        var processor = reader.Inside(reader.Has("ItemProcessor") ? "ItemProcessor" : "Iterator");
        Processor = DefinitionReader.ReadGroup(processor);
        ProcessorFields = processor.Fields;
        Distribution = MapDistribution.Read(reader, processor);
        _flow = reader.IsJsonata ? ReadFlow(reader) : ReadJsonPathFlow(reader);
        _itemsPath = reader.PathField("ItemsPath");
        _items = reader.IsJsonata ? reader.Payload("Items") : null;
        _itemSelector = reader.Payload("ItemSelector") ?? (reader.IsJsonata ? null : reader.Payload("Parameters"));
        _maxConcurrency = WholeNumberField.Read(reader, "MaxConcurrency");
        _toleratedCount = WholeNumberField.Read(reader, "ToleratedFailureCount");
        _toleratedPercentage = PercentageField.Read(reader, "ToleratedFailurePercentage");
        Retriers = Retrier.ReadAll(reader);
        Catchers = Catcher.ReadAll(reader);
    }

    public override string Type => "Map";

    public StateGroup Processor { get; }

    /// <summary>The processor as it stands in the definition; child executions of a Map Run run it as a machine of their own.</summary>
    public JsonObject ProcessorFields { get; }

    /// <summary>What only a distributed Map has; null for an inline one.</summary>
    public MapDistribution? Distribution { get; }

    public bool HasItemSelector => _itemSelector is not null;

    public override IReadOnlyList<Retrier> Retriers { get; }

    public override IReadOnlyList<Catcher> Catchers { get; }

    public static MapState Read(string name, FieldReader reader) => new(name, reader);

    public override Step Enter(StateScope scope)
    {
        var input = _flow.EffectiveInput(scope);
        var selected = scope.With(input);
        var items = Distribution?.ItemReader is null ? Items(selected) : null;
        var concurrency = _maxConcurrency?.Evaluate(selected, 0, "MaxConcurrency cannot be negative.") ?? 0;
        scope.Environment.Inspect?.Invoke("maxConcurrency", JsonNumber.Of(concurrency));
        return new Step.RunMap(new(items, input, (int)Math.Min(concurrency, int.MaxValue)));
    }

    /// <summary>The settings of a Map Run that are evaluated once the Map has started. Throws where they are not what they must be.</summary>
    public FailureTolerance Tolerance(StateScope scope, JsonValue planInput)
    {
        var selected = scope.With(planInput);
        Distribution?.ItemReader?.CheckMaxItems(selected);
        var count = _toleratedCount?.Evaluate(selected, 0, "ToleratedFailureCount cannot be negative.");
        if (count is { } c)
        {
            scope.Environment.Inspect?.Invoke("toleratedFailureCount", JsonNumber.Of(c));
        }

        var percentage = _toleratedPercentage?.Evaluate(selected);
        if (percentage is { } p)
        {
            scope.Environment.Inspect?.Invoke("toleratedFailurePercentage", JsonNumber.Of(p));
        }

        return new(count, percentage);
    }

    public override Step Complete(StateScope scope, JsonValue result) => Leave(_flow.Finish(scope, result));

    /// <summary>The input of one iteration: the item itself, or what ItemSelector makes of it.</summary>
    /// <param name="scope">The scope of the Map state.</param>
    /// <param name="planInput">The effective input of this visit.</param>
    /// <param name="key">The name of the member, where the items are those of an object.</param>
    /// <param name="source">Where a distributed Map took the item from.</param>
    public JsonValue ItemInput(StateScope scope, JsonValue planInput, int index, JsonValue item, string? key = null, string? source = null) =>
        _itemSelector is null
            ? item
            : _itemSelector.Evaluate(scope.WithContext(context => context.With("Map", ItemContext(index, item, key, source))).With(planInput));

    /// <summary><c>$$.Map</c> of one iteration.</summary>
    public static JsonObject ItemContext(int index, JsonValue item, string? key = null, string? source = null) => JsonObject.Of(("Item", new JsonObjectBuilder()
        .Set("Index", index)
        .Set("Value", item)
        .SetIf("Key", key is null ? null : (JsonValue)key)
        .SetIf("Source", source is null ? null : (JsonValue)source)
        .Build()));

    // Parameters of a JSONPath Map is the old name of ItemSelector, not a payload of the state.
    private static JsonPathDataFlow ReadJsonPathFlow(FieldReader reader) => new()
    {
        InputPath = reader.PathField("InputPath"),
        ResultSelector = reader.Payload("ResultSelector"),
        ResultPath = reader.Has("ResultPath") ? reader.At("ResultPath", ResultPathField.Parse) : ResultPathField.Whole,
        Assign = reader.Payload("Assign"),
        OutputPath = reader.PathField("OutputPath"),
    };

    private JsonArray Items(StateScope scope)
    {
        if (_items is JsonataTemplate jsonata)
        {
            var evaluated = jsonata.EvaluateArray(scope);
            scope.Environment.Inspect?.Invoke("afterItems", evaluated);
            return evaluated;
        }

        var value = _items is not null ? _items.Evaluate(scope) : _itemsPath.Select(scope);
        var items = value as JsonArray
            ?? throw new QueryEvaluationException(_items is null ? null : "Items", $"Map state input must be an array but was: {value}");
        scope.Environment.Inspect?.Invoke(Language is QueryLanguage.Jsonata ? "afterItems" : "afterItemsPath", items);
        return items;
    }
}
