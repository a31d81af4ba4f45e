using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>The variables of one block, one call or one tuple while it is evaluated; <see cref="Scope"/> says which slot is whose.</summary>
internal sealed class Frame(Frame? parent, int size, Binding? tuple = null)
{
    /// <summary>For an expression that binds nothing.</summary>
    public static readonly Frame Empty = new(parent: null, size: 0);

    private readonly JsonValue?[] _slots = size is 0 ? [] : new JsonValue?[size];

    public Frame? Parent { get; } = parent;

    /// <summary>What the steps of a path have bound on the way to the current item.</summary>
    public Binding? Tuple { get; } = tuple;

    /// <summary>The .NET null when the variable has not been bound; <see cref="Unbound.Nothing"/> when it was bound to nothing.</summary>
    public JsonValue? this[int slot] => _slots[slot];

    public void Bind(int slot, JsonValue? value) => _slots[slot] = value ?? Unbound.Nothing;
}

/// <summary>One name bound by a step of a path, on top of those bound before it.</summary>
internal sealed record Binding(string Name, JsonValue? Value, Binding? Next)
{
    public static bool TryFind(Binding? binding, string name, out JsonValue? value)
    {
        for (; binding is not null; binding = binding.Next)
        {
            if (string.Equals(binding.Name, name, StringComparison.Ordinal))
            {
                value = binding.Value;
                return true;
            }
        }

        value = null;
        return false;
    }
}

/// <summary>Markers that never leave the evaluator.</summary>
internal sealed class Unbound : JsonValue
{
    /// <summary>A variable bound to nothing (undefined), or a place in a sequence where there is nothing.</summary>
    public static readonly Unbound Nothing = new();

    private Unbound()
    {
    }

    public override string Kind => "undefined";

    public override bool Equals(JsonValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;

    private protected override int MeasureUtf8() => 0;
}

/// <summary>Answered by a function whose last act is another call: the call is in <see cref="Evaluation.PendingCall"/>, so the stack need not grow.</summary>
internal sealed class TailCall : JsonValue
{
    public static readonly TailCall Pending = new();

    private TailCall()
    {
    }

    public override string Kind => "call";

    public override bool Equals(JsonValue? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;

    private protected override int MeasureUtf8() => 0;
}
