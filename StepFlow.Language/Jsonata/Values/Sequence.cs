using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>
/// An array with a history, which only exists while an expression is evaluated: a sequence of results, which stands for its
/// only item when it has just one, or an array made by a constructor inside a path, which must not be flattened.
/// A range is not spelled out before somebody asks for its items.
/// </summary>
internal sealed class Sequence : JsonValue
{
    private JsonValue[] _items = [];
    private JsonArray? _plain;
    private long _first;
    private bool _isRange;

    public override string Kind => "array";

    public int Count { get; private set; }

    /// <summary>False for an array the expression constructs itself: such an array never collapses into its item.</summary>
    public bool Collapses { get; init; } = true;

    /// <summary>Made by a constructor as a step of a path: stays one item when results are flattened.</summary>
    public bool IsItem { get; init; }

    /// <summary>Wraps an input document that is an array, so that it counts as one context.</summary>
    public bool IsWrapper { get; init; }

    /// <summary>Marked with <c>[]</c>: stays an array even with one item.</summary>
    public bool KeepSingleton { get; set; }

    public ReadOnlySpan<JsonValue> Items
    {
        get
        {
            if (_isRange)
            {
                SpellOut();
            }

            return _items.AsSpan(0, Count);
        }
    }

    public JsonValue this[int index] => _isRange ? JsonNumber.Of(_first + index) : _items[index];

    public static Sequence Of(JsonValue? item)
    {
        var sequence = new Sequence();
        if (item is not null)
        {
            sequence.Add(item);
        }

        return sequence;
    }

    public static Sequence Range(long first, int count, bool collapses) => new() { Collapses = collapses, Count = count, _first = first, _isRange = true };

    /// <summary>The same range as an array that does not collapse; null when this is no range.</summary>
    public Sequence? AsRangeArray() => _isRange ? Range(_first, Count, collapses: false) : null;

    public void Add(JsonValue item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count is 0 ? 4 : Count * 2);
        }

        _items[Count++] = item;
    }

    public void AddRange(ReadOnlySpan<JsonValue> items)
    {
        if (Count + items.Length > _items.Length)
        {
            Array.Resize(ref _items, Math.Max(Count + items.Length, _items.Length * 2));
        }

        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    /// <summary>The items as an array of JSON. The sequence must not grow any more.</summary>
    public JsonArray ToArray()
    {
        if (_plain is null)
        {
            if (_isRange)
            {
                SpellOut();
            }

            _plain = JsonArray.Wrap(_items.Length == Count ? _items : _items[..Count]);
        }

        return _plain;
    }

    public override bool Equals(JsonValue? other) => Comparing.DeepEquals(this, other);

    public override int GetHashCode() => Count;

    private protected override int MeasureUtf8() => ToArray().Utf8Length;

    private void SpellOut()
    {
        var items = new JsonValue[Count];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = JsonNumber.Of(_first + i);
        }

        _items = items;
        _isRange = false;
    }
}
