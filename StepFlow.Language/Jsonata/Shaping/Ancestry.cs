namespace StepFlow.Language.Jsonata;

/// <summary>Finds the step whose context a <c>%</c> asks for and marks it.</summary>
internal static class Ancestry
{
    /// <summary>What <paramref name="part"/> still seeks, <paramref name="whole"/> seeks too.</summary>
    public static void Inherit(Draft whole, Draft part)
    {
        if (part.Seeking is null && part.Shape is not Shape.Parent)
        {
            return;
        }

        var slots = part.Seeking ?? [];
        if (part.Shape is Shape.Parent)
        {
            slots.Add(part.Slot!);
        }

        if (whole.Seeking is null)
        {
            whole.Seeking = slots;
        }
        else
        {
            whole.Seeking.AddRange([.. slots]);
        }
    }

    /// <summary>Resolves what the last step of a path seeks among the steps before it.</summary>
    public static void Resolve(Draft path)
    {
        var last = path.Parts[^1];
        var slots = last.Seeking ?? [];
        if (last.Shape is Shape.Parent)
        {
            slots.Add(last.Slot!);
        }

        foreach (var slot in slots.ToArray())
        {
            var index = path.Parts.Count - 2;
            while (slot.Level > 0)
            {
                if (index < 0)
                {
                    (path.Seeking ??= []).Add(slot);
                    break;
                }

                var step = path.Parts[index--];
                while (index >= 0 && step.Focus is not null && path.Parts[index].Focus is not null)
                {
                    step = path.Parts[index--];
                }

                Seek(step, slot);
            }
        }
    }

    /// <summary>Goes up one level at <paramref name="node"/>; marks it when that was the last one.</summary>
    public static void Seek(Draft node, Slot slot)
    {
        switch (node.Shape)
        {
            case Shape.Name or Shape.Wildcard:
                if (--slot.Level is 0)
                {
                    slot.Label = node.Ancestor?.Label ?? slot.Label;
                    node.Ancestor = slot;
                    node.Tuple = true;
                }

                break;
            case Shape.Parent:
                slot.Level++;
                break;
            case Shape.Block:
                if (node.Parts.Count > 0)
                {
                    node.Tuple = true;
                    Seek(node.Parts[^1], slot);
                }

                break;
            case Shape.Path:
                node.Tuple = true;
                var index = node.Parts.Count - 1;
                Seek(node.Parts[index--], slot);
                while (slot.Level > 0 && index >= 0)
                {
                    Seek(node.Parts[index--], slot);
                }

                break;
            default:
                throw new JsonataException("S0217", node.Position, node.Source.Symbol);
        }
    }
}
