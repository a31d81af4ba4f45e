using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace StepFlow.Language.Json;

/// <summary>An immutable JSON object; members keep their order, names are unique (the last one read wins).</summary>
public sealed class JsonObject : JsonValue, IReadOnlyCollection<KeyValuePair<string, JsonValue>>
{
    public static readonly JsonObject Empty = new([]);
    private const int IndexedFrom = 9;
    private readonly KeyValuePair<string, JsonValue>[] _members;
    private Dictionary<string, int>? _index;
    private int _depth;

    private JsonObject(KeyValuePair<string, JsonValue>[] members) => _members = members;

    public int Count => _members.Length;

    public override string Kind => "object";

    public ReadOnlySpan<KeyValuePair<string, JsonValue>> Members => _members;

    public override int Depth => _depth > 0 ? _depth : _depth = MeasureDepth();

    public IEnumerable<string> Names => _members.Select(m => m.Key);

    /// <summary>The member of that name, or null (the .NET one) where there is none.</summary>
    public JsonValue? this[string name]
    {
        get
        {
            var at = IndexOf(name);
            return at < 0 ? null : _members[at].Value;
        }
    }

    public static JsonObject Of(params ReadOnlySpan<(string Name, JsonValue Value)> members)
    {
        var builder = new JsonObjectBuilder(members.Length);
        foreach (var (name, value) in members)
        {
            builder.Set(name, value);
        }

        return builder.Build();
    }

    public static JsonObject Of(IEnumerable<KeyValuePair<string, JsonValue>> members)
    {
        var builder = new JsonObjectBuilder();
        foreach (var (name, value) in members)
        {
            builder.Set(name, value);
        }

        return builder.Build();
    }

    /// <summary>Takes members whose names the caller knows to be unique.</summary>
    internal static JsonObject Wrap(KeyValuePair<string, JsonValue>[] members) => members.Length is 0 ? Empty : new(members);

    /// <summary>As <see cref="Wrap"/>, but an object of its own even when it is empty.</summary>
    internal static JsonObject Distinct(KeyValuePair<string, JsonValue>[] members) => new(members);

    public bool TryGet(string name, [NotNullWhen(true)] out JsonValue? value) => (value = this[name]) is not null;

    public bool Has(string name) => IndexOf(name) >= 0;

    /// <summary>The same object with one member set; a new member comes last.</summary>
    public JsonObject With(string name, JsonValue value)
    {
        var at = IndexOf(name);
        if (at < 0)
        {
            return new([.. _members, new(name, value)]);
        }

        var copy = (KeyValuePair<string, JsonValue>[])_members.Clone();
        copy[at] = new(name, value);
        return new(copy);
    }

    public JsonObject Without(string name) => IndexOf(name) < 0 ? this : Wrap([.. _members.Where(m => m.Key != name)]);

    public IEnumerator<KeyValuePair<string, JsonValue>> GetEnumerator() => ((IEnumerable<KeyValuePair<string, JsonValue>>)_members).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool Equals(JsonValue? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is not JsonObject o || o.Count != Count)
        {
            return false;
        }

        foreach (var (name, value) in _members)
        {
            if (!value.Equals(o[name]))
            {
                return false;
            }
        }

        return true;
    }

    public override int GetHashCode()
    {
        var hash = _members.Length;
        foreach (var (name, value) in _members)
        {
            hash ^= HashCode.Combine(name, value);
        }

        return hash;
    }

    private int MeasureDepth()
    {
        var deepest = 0;
        foreach (var (_, value) in _members)
        {
            deepest = Math.Max(deepest, DepthOf(value));
        }

        return Around(deepest);
    }

    private protected override int MeasureUtf8()
    {
        var length = 2 + Math.Max(0, _members.Length - 1);
        foreach (var (name, value) in _members)
        {
            length += JsonWriter.MeasureString(name) + 1 + value.Utf8Length;
        }

        return length;
    }

    private int IndexOf(string name)
    {
        if (_members.Length < IndexedFrom)
        {
            for (var i = 0; i < _members.Length; i++)
            {
                if (string.Equals(_members[i].Key, name, StringComparison.Ordinal))
                {
                    return i;
                }
            }

            return -1;
        }

        return (_index ??= Index()).TryGetValue(name, out var at) ? at : -1;
    }

    private Dictionary<string, int> Index()
    {
        var index = new Dictionary<string, int>(_members.Length, StringComparer.Ordinal);
        for (var i = 0; i < _members.Length; i++)
        {
            index[_members[i].Key] = i;
        }

        return index;
    }
}
