using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary><c>| pattern | update, delete |</c>: a function from an object to a copy of it with the matches changed.</summary>
internal sealed class TransformNode(Node pattern, Node update, Node? delete, VariableNode clone, int position, int updatePosition, int deletePosition) : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        run.NeedsCleaning = true;
        return new Transformer(this, frame);
    }

    private JsonValue? Transform(JsonValue? value, Frame frame, Evaluation run)
    {
        if (value is null)
        {
            return null;
        }

        if (clone.Evaluate(input: null, frame, run) is not Function cloning)
        {
            throw new JsonataException("T2013", position);
        }

        var copy = Calling.Settled(Calling.Apply(cloning, [value], JsonValue.Null, run));
        if (copy is null)
        {
            return null;
        }

        // Objects are told apart by identity, and the same one may stand in several places of the copy.
        var changes = new Changes(run);
        copy = changes.Distinct(copy);
        var matches = pattern.Evaluate(copy, frame, run);
        if (matches is null)
        {
            return copy;
        }

        foreach (var match in Arrays.TryItems(matches, out var items) ? items.ToArray() : [matches])
        {
            Change(match, changes, frame, run);
        }

        return changes.Apply(copy);
    }

    private void Change(JsonValue match, Changes changes, Frame frame, Evaluation run)
    {
        var current = changes.Apply(match);
        switch (update.Evaluate(current, frame, run))
        {
            case null:
                break;
            case JsonObject merged when current is JsonObject o:
                foreach (var (name, member) in merged.Members)
                {
                    o = o.With(name, member);
                }

                changes.Replace(match, current = o);
                break;
            case JsonObject:
                break;
            case var other:
                throw new JsonataException("T2011", updatePosition) { Value = other };
        }

        if (delete?.Evaluate(current, frame, run) is not { } deletions)
        {
            return;
        }

        foreach (var name in Arrays.TryItems(deletions, out var items) ? items.ToArray() : [deletions])
        {
            if (name is not JsonString s)
            {
                throw new JsonataException("T2012", deletePosition) { Value = deletions };
            }

            if (current is JsonObject o)
            {
                changes.Replace(match, current = o.Without(s.Value));
            }
        }
    }

    private sealed class Transformer(TransformNode node, Frame frame) : Function
    {
        private static readonly Signature Shape = Signature.Parse("<(oa):o>");

        public override int Arity => 1;

        public override JsonValue? Invoke(JsonValue?[] arguments, JsonValue? context, Evaluation run) =>
            node.Transform(Shape.Validate(arguments, context)[0], frame, run);
    }
}
