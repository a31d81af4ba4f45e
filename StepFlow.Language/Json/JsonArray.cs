using System.Collections;

namespace StepFlow.Language.Json;

/// <summary>An immutable JSON array.</summary>
public sealed class JsonArray : JsonValue, IReadOnlyList<JsonValue>
{
    public static readonly JsonArray Empty = new([]);
    private readonly JsonValue[] _items;
    private int _depth;

    private JsonArray(JsonValue[] items) => _items = items;

    public int Count => _items.Length;

    public override string Kind => "array";

    public ReadOnlySpan<JsonValue> Items => _items;

    public override int Depth => _depth > 0 ? _depth : _depth = MeasureDepth();

    public JsonValue this[int index] => _items[index];

    public static JsonArray Of(params ReadOnlySpan<JsonValue> items) => items.IsEmpty ? Empty : new(items.ToArray());

    public static JsonArray Of(IEnumerable<JsonValue> items)
    {
        JsonValue[] copy = [.. items];
        return copy.Length is 0 ? Empty : new(copy);
    }

    /// <summary>Takes the array itself: the caller must not write to it any more.</summary>
    public static JsonArray Wrap(JsonValue[] items) => items.Length is 0 ? Empty : new(items);

    /// <summary>The same array with one item replaced.</summary>
    public JsonArray With(int index, JsonValue value)
    {
        var copy = (JsonValue[])_items.Clone();
        copy[index] = value;
        return new(copy);
    }

    public JsonArray Append(JsonValue value) => new([.. _items, value]);

    public IEnumerator<JsonValue> GetEnumerator() => ((IEnumerable<JsonValue>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(JsonValue? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is not JsonArray array || array.Count != Count)
        {
            return false;
        }

        for (var i = 0; i < _items.Length; i++)
        {
            if (!_items[i].Equals(array._items[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach (var item in _items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    private int MeasureDepth()
    {
        var deepest = 0;
        foreach (var item in _items)
        {
            deepest = Math.Max(deepest, DepthOf(item));
        }

        return Around(deepest);
    }

    private protected override int MeasureUtf8()
    {
        var length = 2 + Math.Max(0, _items.Length - 1);
        foreach (var item in _items)
        {
            length += item.Utf8Length;
        }

        return length;
    }
}
