using System.Runtime.CompilerServices;

namespace StepFlow.Language.Jsonata;

/// <summary>Walks an expression as it is written and notes what it refers to.</summary>
internal sealed class ReferenceFinder
{
    private readonly List<string> _input = [];
    private readonly List<string> _variables = [];
    private readonly List<IReadOnlyList<string>> _paths = [];

    public static JsonataReferences Find(Syntax syntax, Builtins builtins)
    {
        var finder = new ReferenceFinder();
        finder.Visit(syntax, new(Outer: null), isTop: true);
        string[] free = [.. finder._variables.Where(v => builtins.Find(v) is null)];
        return new(finder._input, free, [.. finder._paths.Where(p => free.Contains(p[0]))]);
    }

    /// <param name="isTop">True where the context is still the input of the whole expression.</param>
    private void Visit(Syntax syntax, Names bound, bool isTop)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (syntax)
        {
            case Syntax.Name name:
                Note(name.Value, isTop);
                break;
            case Syntax.Wildcard or Syntax.Descendant:
                Note(syntax.Symbol!, isTop);
                break;
            case Syntax.Variable variable:
                VisitVariable(variable, bound, isTop);
                break;
            case Syntax.Map map:
                VisitPath(map, bound, isTop);
                break;
            case Syntax.Filter filter:
                VisitStart(filter.Left, bound, isTop);
                Visit(filter.Predicate, bound, isTop: false);
                break;
            case Syntax.Group group:
                VisitStart(group.Left, bound, isTop);
                VisitAll(group.Pairs, bound, isTop: false);
                break;
            case Syntax.Sort sort:
                VisitStart(sort.Left, bound, isTop);
                foreach (var term in sort.Terms)
                {
                    Visit(term.Expression, bound, isTop: false);
                }

                break;
            case Syntax.Focus focus:
                VisitStart(focus.Left, bound, isTop);
                bound.Add(focus.Target);
                break;
            case Syntax.Index index:
                VisitStart(index.Left, bound, isTop);
                bound.Add(index.Target);
                break;
            case Syntax.Bind bind:
                // A function may call itself by the name it is given.
                bound.Add(bind.Target.Value);
                Visit(bind.Value, bound, isTop);
                break;
            case Syntax.Lambda lambda:
                Visit(lambda.Body, new(bound, lambda.Parameters), isTop);
                break;
            case Syntax.Block block:
                VisitAll(block.Expressions, new(bound), isTop);
                break;
            case Syntax.Transform transform:
                Visit(transform.Pattern, bound, isTop: false);
                Visit(transform.Update, bound, isTop: false);
                VisitAll([transform.Delete], bound, isTop: false);
                break;
            case Syntax.Call call:
                VisitCall(call, bound, isTop);
                break;
            case Syntax.Binary binary:
                VisitAll([binary.Left, binary.Right], bound, isTop);
                break;
            case Syntax.Chain chain:
                VisitAll([chain.Left, chain.Right], bound, isTop);
                break;
            case Syntax.Negate negate:
                Visit(negate.Operand, bound, isTop);
                break;
            case Syntax.Condition c:
                VisitAll([c.Test, c.Then, c.Else], bound, isTop);
                break;
            case Syntax.ArrayConstructor array:
                VisitAll(array.Items, bound, isTop);
                break;
            case Syntax.ObjectConstructor o:
                VisitAll(o.Pairs, bound, isTop);
                break;
        }
    }

    private void VisitAll(IEnumerable<Syntax?> all, Names bound, bool isTop)
    {
        foreach (var syntax in all)
        {
            if (syntax is not null)
            {
                Visit(syntax, bound, isTop);
            }
        }
    }

    private void VisitAll(Syntax.Pair[] pairs, Names bound, bool isTop) => VisitAll(pairs.SelectMany(p => new[] { p.Key, p.Value }), bound, isTop);

    private void VisitCall(Syntax.Call call, Names bound, bool isTop)
    {
        Visit(call.Procedure, bound, isTop);
        VisitAll(call.Arguments, bound, isTop);
    }

    private void VisitPath(Syntax.Map map, Names bound, bool isTop)
    {
        var steps = new Stack<Syntax>();
        Syntax start = map;
        for (; start is Syntax.Map { Left: var left, Right: var right }; start = left)
        {
            steps.Push(right);
        }

        if (start is Syntax.Variable variable)
        {
            VisitVariable(variable, bound, isTop, PlainNames(steps));
        }
        else
        {
            VisitStart(start, bound, isTop);
        }

        foreach (var step in steps)
        {
            Visit(step, bound, isTop: false);
        }
    }

    /// <summary>The names the steps begin with; a predicate ends them.</summary>
    private static List<string> PlainNames(IEnumerable<Syntax> steps)
    {
        List<string> names = [];
        foreach (var step in steps)
        {
            var name = step;
            while (name is Syntax.Filter filter)
            {
                name = filter.Left;
            }

            if (name is not (Syntax.Name or Syntax.Text))
            {
                break;
            }

            names.Add(name.Symbol!);
            if (step is Syntax.Filter)
            {
                break;
            }
        }

        return names;
    }

    // A literal text as the first step of a path is a field name.
    private void VisitStart(Syntax left, Names bound, bool isTop)
    {
        if (left is Syntax.Text text)
        {
            Note(text.Value, isTop);
        }
        else
        {
            Visit(left, bound, isTop);
        }
    }

    private void VisitVariable(Syntax.Variable variable, Names bound, bool isTop, IEnumerable<string>? names = null)
    {
        if (variable.Value is "")
        {
            Note("$", isTop);
        }
        else if (variable.Value is "$")
        {
            Note("$$", isTop: true);
        }
        else if (!bound.Has(variable.Value))
        {
            if (!_variables.Contains(variable.Value))
            {
                _variables.Add(variable.Value);
            }

            _paths.Add([variable.Value, .. names ?? []]);
        }
    }

    private void Note(string name, bool isTop)
    {
        if (isTop && !_input.Contains(name))
        {
            _input.Add(name);
        }
    }

    /// <summary>The variables bound so far in a block or function, and around it.</summary>
    private sealed class Names(Names? Outer, IEnumerable<string>? parameters = null)
    {
        private readonly HashSet<string> _own = new(parameters ?? [], StringComparer.Ordinal);

        public void Add(string name) => _own.Add(name);

        public bool Has(string name) => _own.Contains(name) || Outer?.Has(name) is true;
    }
}
