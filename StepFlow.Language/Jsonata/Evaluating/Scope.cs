namespace StepFlow.Language.Jsonata;

/// <summary>Which variables a frame will hold, known when the expression is compiled.</summary>
internal sealed class Scope(Scope? parent, bool isTuple = false)
{
    private readonly List<string> _names = [];

    public Scope? Parent { get; } = parent;

    /// <summary>Its frames carry what the steps of a path bind, to be looked up by name.</summary>
    public bool IsTuple { get; } = isTuple;

    public int Size => _names.Count;

    /// <summary>A scope that binds nothing needs no frame.</summary>
    public bool HasFrame => IsTuple || _names.Count > 0;

    public Frame Enter(Frame outer) => HasFrame ? new(outer, Size) : outer;

    public int Declare(string name)
    {
        var slot = Find(name);
        if (slot >= 0)
        {
            return slot;
        }

        _names.Add(name);
        return _names.Count - 1;
    }

    /// <summary>The slot of that name, or -1. A name declared twice lives in its last slot, as with parameters of the same name.</summary>
    public int Find(string name) => _names.LastIndexOf(name);

    /// <summary>A slot of its own, for a parameter.</summary>
    public int DeclareParameter(string name)
    {
        _names.Add(name);
        return _names.Count - 1;
    }
}
