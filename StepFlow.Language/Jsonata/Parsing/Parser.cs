using System.Runtime.CompilerServices;
using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Pratt parser: one loop, binding powers in <see cref="Symbols"/>. Which symbol may start an operand and which may follow one is in the two switches.</summary>
internal ref struct Parser
{
    private Lexer _lexer;
    private Token _token;

    private Parser(string source)
    {
        _lexer = new(source);
        Advance();
    }

    public static Syntax Parse(string source)
    {
        var parser = new Parser(source);
        var syntax = parser.Expression(0);
        return parser._token.Kind is TokenKind.End ? syntax : throw new JsonataException("S0201", parser._token.Position, parser._token.Text);
    }

    private Syntax Expression(int power)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new JsonataException(ErrorCatalog.Guard, ErrorCatalog.TooDeep);
        }

        var token = _token;
        Advance(afterOperand: true);
        var left = Operand(token);
        while (power < Symbols.Power(_token))
        {
            token = _token;
            Advance();
            left = Infix(left, token);
        }

        return left;
    }

    private Syntax Operand(in Token token) => token.Kind switch
    {
        TokenKind.Name => new Syntax.Name(token.Text, token.Position),
        TokenKind.Variable => new Syntax.Variable(token.Text, token.Position),
        TokenKind.Text => new Syntax.Text(token.Text, token.Position),
        TokenKind.Number => new Syntax.Number((JsonNumber)token.Value!, token.Position),
        TokenKind.Constant => new Syntax.Constant(token.Value!, token.Position),
        TokenKind.Regex => new Syntax.Regex(RegexFunction.Compile(token.Text, token.Flags, token.Position), token.Position),
        TokenKind.End => new Syntax.Missing(token.Position),
        _ => Prefix(token),
    };

    private Syntax Prefix(in Token token) => token.Text switch
    {
        // The keywords are field names where an operand is expected.
        "and" or "or" or "in" => new Syntax.Name(token.Text, token.Position),
        "-" => new Syntax.Negate(Expression(70), token.Position),
        "*" => new Syntax.Wildcard(token.Position),
        "**" => new Syntax.Descendant(token.Position),
        "%" => new Syntax.Parent(token.Position),
        "(" => Block(token.Position),
        "[" => ArrayConstructor(token.Position),
        "{" => new Syntax.ObjectConstructor(Pairs(), token.Position),
        "|" => Transform(token.Position),
        _ => throw new JsonataException("S0211", token.Position, token.Text),
    };

    private Syntax Infix(Syntax left, in Token token) => token.Text switch
    {
        "." => new Syntax.Map(left, Expression(75), token.Position),
        "[" => Filter(left, token.Position),
        "{" => new Syntax.Group(left, Pairs(), token.Position),
        "(" => Call(left, token.Position),
        "^" => new Syntax.Sort(left, Terms(), token.Position),
        "@" => new Syntax.Focus(left, VariableAfter("@"), token.Position),
        "#" => new Syntax.Index(left, VariableAfter("#"), token.Position),
        "?" => Condition(left, token.Position),
        ":=" => Bind(left, token.Position),
        "~>" => new Syntax.Chain(left, Expression(40), token.Position),
        var op => new Syntax.Binary(op, left, Expression(Symbols.Power(token)), token.Position),
    };

    private Syntax.Block Block(int position)
    {
        List<Syntax> expressions = [];
        while (!_token.Is(")"))
        {
            expressions.Add(Expression(0));
            if (!_token.Is(";"))
            {
                break;
            }

            Advance();
        }

        Expect(")", afterOperand: true);
        return new([.. expressions], position);
    }

    private Syntax.ArrayConstructor ArrayConstructor(int position)
    {
        List<Syntax> items = [];
        if (!_token.Is("]"))
        {
            while (true)
            {
                var item = Expression(0);
                if (_token.Is(".."))
                {
                    var range = _token.Position;
                    Advance();
                    item = new Syntax.Binary("..", item, Expression(0), range);
                }

                items.Add(item);
                if (!_token.Is(","))
                {
                    break;
                }

                Advance();
            }
        }

        Expect("]", afterOperand: true);
        return new([.. items], position);
    }

    private Syntax.Pair[] Pairs()
    {
        List<Syntax.Pair> pairs = [];
        if (!_token.Is("}"))
        {
            while (true)
            {
                var key = Expression(0);
                Expect(":");
                pairs.Add(new(key, Expression(0)));
                if (!_token.Is(","))
                {
                    break;
                }

                Advance();
            }
        }

        Expect("}", afterOperand: true);
        return [.. pairs];
    }

    private Syntax.Transform Transform(int position)
    {
        var pattern = Expression(0);
        Expect("|");
        var update = Expression(0);
        Syntax? delete = null;
        if (_token.Is(","))
        {
            Advance();
            delete = Expression(0);
        }

        Expect("|");
        return new(pattern, update, delete, position);
    }

    private Syntax Filter(Syntax left, int position)
    {
        if (_token.Is("]"))
        {
            Advance();
            return KeepingArray(left);
        }

        var predicate = Expression(0);
        Expect("]", afterOperand: true);
        return new Syntax.Filter(left, predicate, position);
    }

    /// <summary><c>a[x][]</c> marks <c>a</c>, behind its predicates.</summary>
    private static Syntax KeepingArray(Syntax step)
    {
        var filters = new Stack<Syntax.Filter>();
        for (; step is Syntax.Filter filter; step = filter.Left)
        {
            filters.Push(filter);
        }

        step = step with { KeepArray = true };
        while (filters.TryPop(out var filter))
        {
            step = filter with { Left = step };
        }

        return step;
    }

    private Syntax.Term[] Terms()
    {
        List<Syntax.Term> terms = [];
        Expect("(");
        while (true)
        {
            var descending = _token.Is(">");
            if (descending || _token.Is("<"))
            {
                Advance();
            }

            terms.Add(new(Expression(0), descending));
            if (!_token.Is(","))
            {
                break;
            }

            Advance();
        }

        Expect(")");
        return [.. terms];
    }

    private string VariableAfter(string op) => Expression(80) switch
    {
        Syntax.Variable variable => variable.Value,
        var other => throw new JsonataException("S0214", other.Position, op),
    };

    private Syntax.Condition Condition(Syntax test, int position)
    {
        var then = Expression(0);
        if (!_token.Is(":"))
        {
            return new(test, then, Else: null, position);
        }

        Advance();
        return new(test, then, Expression(0), position);
    }

    private Syntax.Bind Bind(Syntax left, int position) => left is Syntax.Variable variable
        ? new(variable, Expression(9), position)
        : throw new JsonataException("S0212", left.Position, left.Symbol);

    private Syntax Call(Syntax procedure, int position)
    {
        List<Syntax> arguments = [];
        if (!_token.Is(")"))
        {
            while (true)
            {
                if (_token.Is("?"))
                {
                    arguments.Add(new Syntax.Placeholder(_token.Position));
                    Advance();
                }
                else
                {
                    arguments.Add(Expression(0));
                }

                if (!_token.Is(","))
                {
                    break;
                }

                Advance();
            }
        }

        Expect(")", afterOperand: true);
        return procedure is Syntax.Name { Value: "function" or "λ" }
            ? Lambda(arguments, position)
            : new Syntax.Call(procedure, [.. arguments], position);
    }

    private Syntax.Lambda Lambda(List<Syntax> arguments, int position)
    {
        var parameters = new string[arguments.Count];
        for (var i = 0; i < parameters.Length; i++)
        {
            parameters[i] = arguments[i] is Syntax.Variable variable
                ? variable.Value
                : throw new JsonataException("S0208", arguments[i].Position, arguments[i].Symbol) { Value = JsonNumber.Of(i + 1) };
        }

        var signature = _token.Is("<") ? LambdaSignature() : null;
        Expect("{");
        var body = Expression(0);
        Expect("}");
        return new(parameters, signature, body, position);
    }

    private Signature LambdaSignature()
    {
        var position = _token.Position;
        var text = "<";
        for (var depth = 1; depth > 0 && !_token.Is("{") && _token.Kind is not TokenKind.End;)
        {
            Advance();
            depth += _token.Is("<") ? 1 : _token.Is(">") ? -1 : 0;
            text += _token.Text;
        }

        Expect(">");
        return Signature.Parse(text, position);
    }

    private void Expect(string symbol, bool afterOperand = false)
    {
        if (!_token.Is(symbol))
        {
            var code = _token.Kind is TokenKind.End ? "S0203" : "S0202";
            throw new JsonataException(code, _token.Position, _token.Text) { Value = symbol };
        }

        Advance(afterOperand);
    }

    private void Advance(bool afterOperand = false)
    {
        _token = _lexer.Next(afterOperand);
        if (Symbols.IsUnknown(_token))
        {
            throw new JsonataException("S0204", _token.Position, _token.Text);
        }
    }
}
