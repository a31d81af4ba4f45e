using System.Runtime.CompilerServices;
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

    /// <summary>Which objects of a tree have become which; the tree itself is rebuilt when it is asked for.</summary>
    private sealed class Changes(Evaluation run)
    {
        private readonly Dictionary<JsonValue, JsonValue> _replaced = new(ReferenceEqualityComparer.Instance);
        private readonly HashSet<JsonValue> _underWay = new(ReferenceEqualityComparer.Instance);

        public void Replace(JsonValue original, JsonValue changed) => _replaced[original] = changed;

        public JsonValue Apply(JsonValue value)
        {
            if (_replaced.Count is 0 || value is not (JsonObject or JsonArray))
            {
                return value;
            }

            RuntimeHelpers.EnsureSufficientExecutionStack();
            run.Step();
            if (!_replaced.TryGetValue(value, out var changed))
            {
                return Rebuilt(value, Apply);
            }

            // A value put inside itself stays as it was.
            if (!_underWay.Add(value))
            {
                return value;
            }

            changed = Rebuilt(changed, Apply);
            _underWay.Remove(value);
            return changed;
        }

        /// <summary>The same tree with no object in two places.</summary>
        public JsonValue Distinct(JsonValue value)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            run.Step();
            switch (value)
            {
                case JsonObject o:
                    var members = o.Members.ToArray();
                    for (var i = 0; i < members.Length; i++)
                    {
                        members[i] = new(members[i].Key, Distinct(members[i].Value));
                    }

                    return JsonObject.Distinct(members);
                case Function:
                    return JsonString.Empty;
                default:
                    if (!Arrays.TryItems(value, out var found))
                    {
                        return value;
                    }

                    var items = found.ToArray();
                    for (var i = 0; i < items.Length; i++)
                    {
                        items[i] = Distinct(items[i]);
                    }

                    return JsonArray.Wrap(items);
            }
        }

        private static JsonValue Rebuilt(JsonValue value, Func<JsonValue, JsonValue> change)
        {
            if (value is JsonArray array)
            {
                JsonValue[]? items = null;
                for (var i = 0; i < array.Count; i++)
                {
                    var item = change(array[i]);
                    if (!ReferenceEquals(item, array[i]))
                    {
                        (items ??= array.Items.ToArray())[i] = item;
                    }
                }

                return items is null ? value : JsonArray.Wrap(items);
            }

            if (value is not JsonObject o)
            {
                return value;
            }

            KeyValuePair<string, JsonValue>[]? members = null;
            for (var i = 0; i < o.Count; i++)
            {
                var (name, member) = o.Members[i];
                var changed = change(member);
                if (!ReferenceEquals(changed, member))
                {
                    (members ??= o.Members.ToArray())[i] = new(name, changed);
                }
            }

            return members is null ? value : JsonObject.Wrap(members);
        }
    }
}
