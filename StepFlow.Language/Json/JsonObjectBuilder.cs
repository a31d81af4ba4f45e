namespace StepFlow.Language.Json;

/// <summary>Collects members for one <see cref="JsonObject"/>; setting a name twice keeps its first place and last value.</summary>
public sealed class JsonObjectBuilder(int capacity = 4)
{
    private const int IndexedFrom = 16;
    private readonly List<KeyValuePair<string, JsonValue>> _members = new(capacity);
    private Dictionary<string, int>? _index;

    public int Count => _members.Count;

    public JsonObjectBuilder Set(string name, JsonValue value)
    {
        var at = IndexOf(name);
        if (at >= 0)
        {
            _members[at] = new(name, value);
            return this;
        }

        _index?.Add(name, _members.Count);
        _members.Add(new(name, value));
        return this;
    }

    /// <summary>Sets the member unless the value is absent (the .NET null).</summary>
    public JsonObjectBuilder SetIf(string name, JsonValue? value) => value is null ? this : Set(name, value);

    public bool Has(string name) => IndexOf(name) >= 0;

    public JsonObject Build() => JsonObject.Wrap([.. _members]);

    private int IndexOf(string name)
    {
        if (_members.Count >= IndexedFrom)
        {
            _index ??= _members.Select((m, i) => (m.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);
            return _index.TryGetValue(name, out var at) ? at : -1;
        }

        for (var i = 0; i < _members.Count; i++)
        {
            if (string.Equals(_members[i].Key, name, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
