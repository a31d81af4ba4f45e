using System.Runtime.CompilerServices;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Third pass: turns a prepared expression into nodes, with every variable resolved to its place.</summary>
internal sealed class Compiler
{
    private readonly List<VariableNode> _variables = [];
    private readonly Dictionary<string, int> _globals = new(StringComparer.Ordinal);

    public static Program Run(Draft draft)
    {
        var compiler = new Compiler();
        var root = new Scope(parent: null);
        var node = compiler.Build(draft, root);
        foreach (var variable in compiler._variables)
        {
            variable.Resolve();
        }

        return new(node, root.Size, [.. compiler._globals.Keys]);
    }

    private Node Build(Draft draft, Scope scope)
    {
        var node = BuildStep(draft, scope);
        return draft is { Tuple: true, Shape: Shape.Block } ? new ItemsNode(node) : node;
    }

    /// <summary>Builds what may answer with tuples.</summary>
    private Node BuildStep(Draft draft, Scope scope)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw Evaluation.TooDeep();
        }

        return Core(draft, scope).Trimmed(TrimOf(draft, scope));
    }

    private Trim? TrimOf(Draft draft, Scope scope)
    {
        var tuples = draft.Tuple && (draft.Predicates is not null || draft.Group is not null) ? new Scope(scope, isTuple: true) : null;
        var group = draft.Shape is Shape.Path ? null : GroupOf(draft, scope, tuples);
        return draft.Predicates is null && group is null && !draft.KeepArray
            ? null
            : new(PredicatesOf(draft.Predicates, scope, tuples), group, draft.KeepArray);
    }

    private Node Core(Draft draft, Scope scope)
    {
        switch (draft.Shape)
        {
            case Shape.Text:
                return new LiteralNode(((Syntax.Text)draft.Source).Value);
            case Shape.Number or Shape.Constant:
                return new LiteralNode(draft.Literal!);
            case Shape.Name:
                return new FieldNode(draft.Source.Symbol!);
            case Shape.Variable:
                return Variable(((Syntax.Variable)draft.Source).Value, scope);
            case Shape.Parent:
                return Track(new(draft.Slot!.Label, scope, global: -1));
            case Shape.Wildcard:
                return new WildcardNode();
            case Shape.Descendant:
                return new DescendantNode();
            case Shape.Regex:
                return new RegexNode(((Syntax.Regex)draft.Source).Function);
            case Shape.Path:
                return Path(draft, scope);
            case Shape.Binary:
                return Binary((Syntax.Binary)draft.Source, Build(draft.Parts[0], scope), Build(draft.Parts[1], scope));
            case Shape.Negate:
                return new NegateNode(Build(draft.Parts[0], scope), draft.Position);
            case Shape.Array:
                return new ArrayNode(BuildAll(draft.Parts, scope), [.. draft.Parts.Select(p => p.Shape is Shape.Array)], draft.MakesItem);
            case Shape.Object:
                return new ObjectNode(Pairs(draft.Parts, draft.Position, scope, tuples: null));
            case Shape.Bind:
                var slot = scope.Declare(((Syntax.Bind)draft.Source).Target.Value);
                return new BindNode(Build(draft.Parts[0], scope), slot);
            case Shape.Chain:
                return new ChainNode(Build(draft.Parts[0], scope), Build(draft.Parts[1], scope), draft.Position);
            case Shape.Call:
                return Call(draft, scope);
            case Shape.Lambda:
                return Lambda(draft, scope);
            case Shape.Condition:
                return new ConditionNode(
                    Build(draft.Parts[0], scope), Build(draft.Parts[1], scope), draft.Parts.Count > 2 ? Build(draft.Parts[2], scope) : null);
            case Shape.Block:
                return Block(draft, new(scope));
            case Shape.Transform:
                return Transform(draft, scope);
            default:
                throw new JsonataException("S0206", draft.Position, draft.Source.Symbol);
        }
    }

    private BlockNode Block(Draft draft, Scope inner)
    {
        var last = draft.Parts.Count - 1;
        return new([.. draft.Parts.Select((p, i) => draft.Tuple && i == last ? BuildStep(p, inner) : Build(p, inner))], inner);
    }

    private Node[] BuildAll(IEnumerable<Draft> drafts, Scope scope) => [.. drafts.Select(d => Build(d, scope))];

    private Node Variable(string name, Scope scope) => name switch
    {
        "" => new ContextNode(),
        "$" => new RootNode(),
        _ => Named(name, scope),
    };

    private VariableNode Named(string name, Scope scope)
    {
        if (!_globals.TryGetValue(name, out var global))
        {
            _globals.Add(name, global = _globals.Count);
        }

        return Track(new(name, scope, global));
    }

    private VariableNode Track(VariableNode node)
    {
        _variables.Add(node);
        return node;
    }

    private static Node Binary(Syntax.Binary source, Node left, Node right)
    {
        var (op, position) = (source.Operator, source.Position);
        return op switch
        {
            "+" or "-" or "*" or "/" or "%" => new ArithmeticNode(left, right, op, position),
            "=" or "!=" => new EqualityNode(left, right, op, position),
            "<" or "<=" or ">" or ">=" => new ComparisonNode(left, right, op, position),
            "&" => new ConcatNode(left, right, op, position),
            "and" or "or" => new LogicNode(left, right, op, position),
            "in" => new IncludesNode(left, right, op, position),
            ".." => new RangeNode(left, right, op, position),
            _ => throw new JsonataException("S0204", position, op),
        };
    }

    private Predicate[] PredicatesOf(List<Stage>? stages, Scope scope, Scope? tuples = null) =>
        stages is null ? [] : [.. stages.Where(s => s.Predicate is not null).Select(s => PredicateOf(s.Predicate!, scope, tuples))];

    private Predicate PredicateOf(Draft draft, Scope scope, Scope? tuples) =>
        new(Build(draft, tuples ?? scope), draft.Shape is Shape.Number, tuples);

    private GroupNode? GroupOf(Draft draft, Scope scope, Scope? tuples) =>
        draft.Group is null ? null : Pairs(draft.Group.Pairs, draft.Group.Position, tuples ?? scope, tuples);

    private GroupNode Pairs(List<Draft> pairs, int position, Scope scope, Scope? tuples) => new(
        BuildAll(pairs.Where((_, i) => i % 2 is 0), scope), BuildAll(pairs.Where((_, i) => i % 2 is 1), scope), tuples, position);

    private Node Path(Draft path, Scope scope)
    {
        var isAbsolute = path.Parts[0].Shape is Shape.Variable;
        var first = path.Parts.FindIndex(s => s.Tuple);
        if (first < 0)
        {
            return new PathNode(Steps(path.Parts, scope), isAbsolute, path.KeepSingleton, GroupOf(path, scope, tuples: null));
        }

        var before = first is 0 ? null : new PathNode(Steps(path.Parts[..first], scope), isAbsolute, keepSingleton: false, group: null);
        var tuples = new Scope(scope, isTuple: true);
        return new TuplePathNode(
            before,
            [.. path.Parts[first..].Select((s, i) => TupleStepOf(s, tuples, isFirst: first + i is 0))],
            tuples,
            isAbsolute,
            path.KeepSingleton,
            path.Tuple,
            GroupOf(path, scope, tuples));
    }

    private PathStep[] Steps(List<Draft> steps, Scope scope) =>
        [.. steps.Select((s, i) => new PathStep(StepNode(s, scope, tuples: null), PredicatesOf(s.Stages, scope)) { MakesItem = i is 0 && s.MakesItem })];

    private TupleStep TupleStepOf(Draft step, Scope tuples, bool isFirst)
    {
        TupleStage[] stages = step.Stages is null
            ? []
            : [.. step.Stages.Select(s => new TupleStage(s.Predicate is null ? null : PredicateOf(s.Predicate, tuples, tuples), s.Index))];
        return new(StepNode(step, tuples, tuples), stages, step.Focus, step.Index, step.Ancestor?.Label) { MakesItem = isFirst && step.MakesItem };
    }

    private Node StepNode(Draft step, Scope scope, Scope? tuples)
    {
        if (step.Shape is not Shape.Sort)
        {
            return BuildStep(step, scope);
        }

        var source = (Syntax.Sort)step.Source;
        return new SortNode([.. step.Parts.Select((p, i) => new SortTerm(Build(p, scope), source.Terms[i].Descending))], tuples, step.Position);
    }

    private Node Call(Draft draft, Scope scope)
    {
        var procedure = draft.Parts[0];
        var name = NameOf(procedure);
        var misspelt = procedure.Shape is Shape.Path && name is not null ? Named(name, scope) : null;
        var target = Build(procedure, scope);
        if (((Syntax.Call)draft.Source).IsPartial)
        {
            Node?[] arguments = [.. draft.Parts.Skip(1).Select(a => a.Shape is Shape.Placeholder ? null : Build(a, scope))];
            return new PartialNode(target, arguments, name, draft.Position) { Misspelt = misspelt };
        }

        return new CallNode(target, BuildAll(draft.Parts.Skip(1), scope), name, draft.Position) { Misspelt = misspelt };
    }

    /// <summary>What error messages call a function: the name it was called by.</summary>
    private static string? NameOf(Draft procedure) => procedure.Shape switch
    {
        Shape.Path => procedure.Parts[0].Source.Symbol,
        Shape.Block or Shape.Condition or Shape.Transform => null,
        _ => procedure.Source.Symbol,
    };

    private LambdaNode Lambda(Draft draft, Scope scope)
    {
        var source = (Syntax.Lambda)draft.Source;
        var inner = new Scope(scope);
        int[] parameters = [.. source.Parameters.Select(inner.DeclareParameter)];
        return new(parameters, source.Signature, Build(draft.Parts[0], inner), inner);
    }

    private TransformNode Transform(Draft draft, Scope scope)
    {
        var delete = draft.Parts.Count > 2 ? draft.Parts[2] : null;
        return new(
            Build(draft.Parts[0], scope),
            Build(draft.Parts[1], scope),
            delete is null ? null : Build(delete, scope),
            Named("clone", scope),
            draft.Position,
            draft.Parts[1].Position,
            delete?.Position ?? -1);
    }
}

/// <summary>A compiled expression.</summary>
/// <param name="Slots">How many variables the expression binds outside every block.</param>
/// <param name="GlobalNames">The names it may look for in the environment.</param>
internal sealed record Program(Node Root, int Slots, string[] GlobalNames)
{
    public JsonValue? Run(JsonValue? input, Evaluation run) =>
        Root.Evaluate(input, Slots is 0 ? Frame.Empty : new Frame(parent: null, Slots), run);
}
