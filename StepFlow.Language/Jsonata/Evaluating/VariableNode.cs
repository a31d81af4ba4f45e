using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary><c>$name</c>, or the value a <c>%</c> stands for: the innermost frame that has bound it, then the environment, then the built-in functions.</summary>
internal sealed class VariableNode(string name, Scope scope, int global) : Node
{
    private Place[] _places = [];

    public string Name => name;

    /// <summary>Works out where the variable can live. Called once, when all scopes are complete.</summary>
    public void Resolve()
    {
        List<Place> places = [];
        var hops = 0;
        for (var at = scope; at is not null; at = at.Parent)
        {
            if (at.Find(name) is >= 0 and var slot)
            {
                places.Add(new(hops, slot));
            }

            if (at.IsTuple)
            {
                places.Add(new(hops, -1));
            }

            hops += at.HasFrame ? 1 : 0;
        }

        _places = [.. places];
    }

    /// <summary>The value when it is about to be called: then a function does not become part of the result.</summary>
    public JsonValue? EvaluateForCall(JsonValue? input, Frame frame, Evaluation run)
    {
        if (Trim is not null)
        {
            return Evaluate(input, frame, run);
        }

        run.Enter();
        var value = Find(frame, run);
        run.Leave();
        return value;
    }

    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        var value = Find(frame, run);
        run.NeedsCleaning |= value is Function;
        return value;
    }

    private JsonValue? Find(Frame frame, Evaluation run)
    {
        var at = frame;
        var hops = 0;
        foreach (var place in _places)
        {
            for (; hops < place.Hops; hops++)
            {
                at = at.Parent!;
            }

            if (place.Slot >= 0)
            {
                if (at[place.Slot] is { } bound)
                {
                    return ReferenceEquals(bound, Unbound.Nothing) ? null : bound;
                }
            }
            else if (Binding.TryFind(at.Tuple, name, out var value))
            {
                return value;
            }
        }

        return global < 0 ? null : run.Global(global);
    }

    /// <param name="Slot">The slot in that frame, or -1: by name, among what a path has bound.</param>
    private readonly record struct Place(int Hops, int Slot);
}
