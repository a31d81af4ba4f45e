using System.Globalization;
using System.Runtime.CompilerServices;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Second pass: straightens paths, attaches predicates, groupings and bindings to their steps, resolves <c>%</c>.</summary>
internal sealed class Shaper
{
    private int _labels;

    public static Draft Run(Syntax syntax)
    {
        var draft = new Shaper().Prepare(syntax);
        return draft.Shape is Shape.Parent || draft.Seeking is not null
            ? throw new JsonataException("S0217", draft.Position, draft.Source.Symbol)
            : draft;
    }

    private Draft Prepare(Syntax syntax)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new JsonataException(ErrorCatalog.Guard, ErrorCatalog.TooDeep);
        }

        var draft = syntax switch
        {
            Syntax.Map map => Map(map),
            Syntax.Filter filter => Filter(filter),
            Syntax.Group group => Group(group),
            Syntax.Sort sort => Sort(sort),
            Syntax.Focus focus => Focus(focus),
            Syntax.Index index => Index(index),
            Syntax.Name name => new Draft(Shape.Path, name)
            {
                Parts = { new Draft(Shape.Name, name) { KeepArray = name.KeepArray } },
                KeepSingleton = name.KeepArray,
            },
            Syntax.Negate negate => Negate(negate),
            Syntax.Lambda lambda => new(Shape.Lambda, lambda) { Parts = { Prepare(lambda.Body) } },
            Syntax.Transform transform => new(Shape.Transform, transform) { Parts = All(transform.Pattern, transform.Update, transform.Delete) },
            Syntax.Parent parent => new(Shape.Parent, parent) { Slot = new("!" + _labels++.ToString(CultureInfo.InvariantCulture)) },
            Syntax.Chain chain => Chain(chain),
            Syntax.Bind bind => Whole(Shape.Bind, bind, bind.Value),
            Syntax.Binary binary => Whole(Shape.Binary, binary, binary.Left, binary.Right),
            Syntax.Condition c => Whole(Shape.Condition, c, c.Test, c.Then, c.Else),
            Syntax.ArrayConstructor array => Whole(Shape.Array, array, array.Items),
            Syntax.ObjectConstructor o => Whole(Shape.Object, o, [.. o.Pairs.SelectMany(p => new[] { p.Key, p.Value })]),
            Syntax.Call call => Call(call),
            Syntax.Block block => Block(block),
            Syntax.Missing missing => throw new JsonataException("S0207", missing.Position, "(end)"),
            _ => Leaf(syntax),
        };
        draft.KeepArray |= syntax.KeepArray;
        return draft;
    }

    private static Draft Leaf(Syntax syntax) => syntax switch
    {
        Syntax.Text => new(Shape.Text, syntax),
        Syntax.Number number => new(Shape.Number, syntax) { Literal = number.Value },
        Syntax.Constant constant => new(Shape.Constant, syntax) { Literal = constant.Value },
        Syntax.Variable => new(Shape.Variable, syntax),
        Syntax.Wildcard => new(Shape.Wildcard, syntax),
        Syntax.Descendant => new(Shape.Descendant, syntax),
        Syntax.Regex => new(Shape.Regex, syntax),
        Syntax.Placeholder => new(Shape.Placeholder, syntax),
        _ => throw new JsonataException("S0206", syntax.Position, syntax.Symbol),
    };

    /// <summary>A node of several parts, which seeks what they seek.</summary>
    private Draft Whole(Shape shape, Syntax source, params ReadOnlySpan<Syntax?> parts)
    {
        var draft = new Draft(shape, source) { Parts = All(parts) };
        foreach (var part in draft.Parts)
        {
            Ancestry.Inherit(draft, part);
        }

        return draft;
    }

    private List<Draft> All(params ReadOnlySpan<Syntax?> parts)
    {
        List<Draft> drafts = new(parts.Length);
        foreach (var part in parts)
        {
            if (part is not null)
            {
                drafts.Add(Prepare(part));
            }
        }

        return drafts;
    }

    private static Draft AsPath(Draft draft) => draft.Shape is Shape.Path ? draft : new(Shape.Path, draft.Source) { Parts = { draft } };

    private Draft Map(Syntax.Map map)
    {
        var left = Prepare(map.Left);
        var path = AsPath(left);
        if (left.Shape is Shape.Parent)
        {
            path.Seeking = [left.Slot!];
        }

        var right = Prepare(map.Right);
        if (right.Shape is Shape.Path)
        {
            path.Parts.AddRange(right.Parts);
        }
        else
        {
            if (right.Predicates is not null)
            {
                (right.Stages, right.Predicates) = (right.Predicates, null);
            }

            path.Parts.Add(right);
        }

        foreach (var step in path.Parts)
        {
            if (step.Shape is Shape.Number or Shape.Constant)
            {
                throw new JsonataException("S0213", step.Position) { Value = step.Literal };
            }

            if (step.Shape is Shape.Text)
            {
                step.Shape = Shape.Name;
            }

            path.KeepSingleton |= step.KeepArray;
        }

        path.Parts[0].MakesItem |= path.Parts[0].Shape is Shape.Array;
        path.Parts[^1].MakesItem |= path.Parts[^1].Shape is Shape.Array;
        Ancestry.Resolve(path);
        return path;
    }

    private Draft Filter(Syntax.Filter filter)
    {
        var draft = Prepare(filter.Left);
        var step = draft.LastStep;
        if (step.Group is not null)
        {
            throw new JsonataException("S0209", filter.Position);
        }

        var predicate = Prepare(filter.Predicate);
        if (predicate.Seeking is not null)
        {
            foreach (var slot in predicate.Seeking)
            {
                if (slot.Level is 1)
                {
                    Ancestry.Seek(step, slot);
                }
                else
                {
                    slot.Level--;
                }
            }

            Ancestry.Inherit(step, predicate);
        }

        var stages = draft.Shape is Shape.Path ? step.Stages ??= [] : step.Predicates ??= [];
        stages.Add(new(predicate, Index: null));
        return draft;
    }

    private Draft Group(Syntax.Group group)
    {
        var draft = Prepare(group.Left);
        if (draft.Group is not null)
        {
            throw new JsonataException("S0210", group.Position);
        }

        draft.Group = new(All([.. group.Pairs.SelectMany(p => new[] { p.Key, p.Value })]), group.Position);
        return draft;
    }

    private Draft Sort(Syntax.Sort sort)
    {
        var path = AsPath(Prepare(sort.Left));
        var step = Whole(Shape.Sort, sort, [.. sort.Terms.Select(t => t.Expression)]);
        path.Parts.Add(step);
        Ancestry.Resolve(path);
        return path;
    }

    private Draft Focus(Syntax.Focus focus)
    {
        var draft = Prepare(focus.Left);
        var step = draft.LastStep;
        if (step.Stages is not null || step.Predicates is not null)
        {
            throw new JsonataException("S0215", focus.Position);
        }

        if (step.Shape is Shape.Sort)
        {
            throw new JsonataException("S0216", focus.Position);
        }

        step.KeepArray |= focus.KeepArray;
        step.Focus = focus.Target;
        step.Tuple = true;
        return draft;
    }

    private Draft Index(Syntax.Index index)
    {
        var draft = Prepare(index.Left);
        var step = draft.LastStep;
        var path = AsPath(draft);
        if (draft.Shape is not Shape.Path && step.Predicates is not null)
        {
            (step.Stages, step.Predicates) = (step.Predicates, null);
        }

        if (step.Stages is null)
        {
            step.Index = index.Target;
        }
        else
        {
            step.Stages.Add(new(Predicate: null, index.Target));
        }

        step.Tuple = true;
        return path;
    }

    private Draft Negate(Syntax.Negate negate)
    {
        var operand = Prepare(negate.Operand);
        if (operand.Shape is Shape.Number)
        {
            return new(Shape.Number, operand.Source) { Literal = JsonNumber.Of(-((JsonNumber)operand.Literal!).Value), Predicates = operand.Predicates, Group = operand.Group, KeepArray = operand.KeepArray };
        }

        var draft = new Draft(Shape.Negate, negate) { Parts = { operand } };
        Ancestry.Inherit(draft, operand);
        return draft;
    }

    private Draft Chain(Syntax.Chain chain)
    {
        var draft = new Draft(Shape.Chain, chain) { Parts = All(chain.Left, chain.Right) };
        draft.KeepArray = draft.Parts[0].KeepArray || draft.Parts[1].KeepArray;
        return draft;
    }

    /// <summary>Arguments first, then the procedure: that is the order in which errors are found.</summary>
    private Draft Call(Syntax.Call call)
    {
        var draft = Whole(Shape.Call, call, call.Arguments);
        draft.Parts.Insert(0, Prepare(call.Procedure));
        return draft;
    }

    private Draft Block(Syntax.Block block)
    {
        var draft = Whole(Shape.Block, block, block.Expressions);
        draft.MakesItem = draft.Parts.Exists(p => p.MakesItem || (p.Shape is Shape.Path && p.Parts[0].MakesItem));
        return draft;
    }
}
