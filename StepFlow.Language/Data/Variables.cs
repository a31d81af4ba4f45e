using StepFlow.Language.Json;

namespace StepFlow.Language.Data;

/// <summary>
/// The workflow variables one branch sees: its own, then those of the scope around it. Assigning makes a new value;
/// a branch never changes the variables of the scope that started it.
/// </summary>
public sealed class Variables
{
    public static readonly Variables None = new(JsonObject.Empty, outer: null);
    private readonly JsonObject _own;
    private readonly Variables? _outer;

    private Variables(JsonObject own, Variables? outer)
    {
        _own = own;
        _outer = outer;
    }

    /// <summary>The variables of this scope alone, in order of first assignment.</summary>
    public JsonObject Own => _own;

    /// <summary>UTF-8 bytes of all variables that can be seen from here.</summary>
    public int Utf8Length => _own.Utf8Length + (_outer?.Utf8Length ?? 0);

    public static Variables Of(JsonObject own) => own.Count is 0 ? None : new(own, outer: null);

    public JsonValue? Lookup(string name)
    {
        for (var scope = this; scope is not null; scope = scope._outer)
        {
            if (scope._own[name] is { } value)
            {
                return value;
            }
        }

        return null;
    }

    public Variables Assign(JsonObject assigned)
    {
        var own = _own;
        foreach (var (name, value) in assigned.Members)
        {
            own = own.With(name, value);
        }

        return new(own, _outer);
    }

    /// <summary>A fresh scope for a branch or an iteration, seeing this one.</summary>
    public Variables Inner() => ReferenceEquals(this, None) ? None : new(JsonObject.Empty, this);

    /// <summary>Everything visible from here, inner names first to win.</summary>
    public JsonObject Flatten() => _outer is null ? _own : _own.Members.ToArray().Aggregate(_outer.Flatten(), (all, m) => all.With(m.Key, m.Value));
}
