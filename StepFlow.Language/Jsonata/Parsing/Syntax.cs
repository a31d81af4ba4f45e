using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>What the text says, node by node as in the reference grammar. Paths are still chains of operators here.</summary>
internal abstract record Syntax(int Position)
{
    /// <summary>Marked with <c>[]</c>: a result of one item stays an array.</summary>
    public bool KeepArray { get; init; }

    /// <summary>What an error message calls this node.</summary>
    public virtual string? Symbol => null;

    public sealed record Text(string Value, int Position) : Syntax(Position)
    {
        public override string Symbol => Value;
    }

    public sealed record Number(JsonNumber Value, int Position) : Syntax(Position)
    {
        public override string Symbol => Value.Text;
    }

    /// <summary>true, false or null.</summary>
    public sealed record Constant(JsonValue Value, int Position) : Syntax(Position)
    {
        public override string Symbol => Value.ToString();
    }

    public sealed record Name(string Value, int Position) : Syntax(Position)
    {
        public override string Symbol => Value;
    }

    public sealed record Variable(string Value, int Position) : Syntax(Position)
    {
        public override string Symbol => Value;
    }

    public sealed record Wildcard(int Position) : Syntax(Position)
    {
        public override string Symbol => "*";
    }

    public sealed record Descendant(int Position) : Syntax(Position)
    {
        public override string Symbol => "**";
    }

    public sealed record Parent(int Position) : Syntax(Position)
    {
        public override string Symbol => "%";
    }

    public sealed record Regex(RegexFunction Function, int Position) : Syntax(Position);

    /// <summary>The end of the text where an operand should stand: an error as soon as somebody looks at it.</summary>
    public sealed record Missing(int Position) : Syntax(Position);

    /// <summary>The <c>?</c> of a partial application.</summary>
    public sealed record Placeholder(int Position) : Syntax(Position)
    {
        public override string Symbol => "?";
    }

    /// <summary>Arithmetic, comparison, boolean, text and range operators.</summary>
    public sealed record Binary(string Operator, Syntax Left, Syntax Right, int Position) : Syntax(Position)
    {
        public override string Symbol => Operator;
    }

    public sealed record Negate(Syntax Operand, int Position) : Syntax(Position)
    {
        public override string Symbol => "-";
    }

    public sealed record Map(Syntax Left, Syntax Right, int Position) : Syntax(Position)
    {
        public override string Symbol => ".";
    }

    public sealed record Filter(Syntax Left, Syntax Predicate, int Position) : Syntax(Position)
    {
        public override string Symbol => "[";
    }

    public sealed record Group(Syntax Left, Pair[] Pairs, int Position) : Syntax(Position)
    {
        public override string Symbol => "{";
    }

    public sealed record Sort(Syntax Left, Term[] Terms, int Position) : Syntax(Position)
    {
        public override string Symbol => "^";
    }

    public sealed record Focus(Syntax Left, string Target, int Position) : Syntax(Position)
    {
        public override string Symbol => "@";
    }

    public sealed record Index(Syntax Left, string Target, int Position) : Syntax(Position)
    {
        public override string Symbol => "#";
    }

    public sealed record Bind(Variable Target, Syntax Value, int Position) : Syntax(Position)
    {
        public override string Symbol => ":=";
    }

    public sealed record Chain(Syntax Left, Syntax Right, int Position) : Syntax(Position)
    {
        public override string Symbol => "~>";
    }

    public sealed record Call(Syntax Procedure, Syntax[] Arguments, int Position) : Syntax(Position)
    {
        public override string Symbol => "(";

        /// <summary>Partial application: at least one argument is a <see cref="Placeholder"/>.</summary>
        public bool IsPartial => Array.Exists(Arguments, a => a is Placeholder);
    }

    public sealed record Lambda(string[] Parameters, Signature? Signature, Syntax Body, int Position) : Syntax(Position);

    public sealed record ArrayConstructor(Syntax[] Items, int Position) : Syntax(Position)
    {
        public override string Symbol => "[";
    }

    public sealed record ObjectConstructor(Pair[] Pairs, int Position) : Syntax(Position)
    {
        public override string Symbol => "{";
    }

    public sealed record Condition(Syntax Test, Syntax Then, Syntax? Else, int Position) : Syntax(Position)
    {
        public override string Symbol => "?";
    }

    public sealed record Block(Syntax[] Expressions, int Position) : Syntax(Position)
    {
        public override string Symbol => "(";
    }

    public sealed record Transform(Syntax Pattern, Syntax Update, Syntax? Delete, int Position) : Syntax(Position)
    {
        public override string Symbol => "|";
    }

    /// <summary>One <c>key: value</c> of an object constructor or a grouping.</summary>
    public readonly record struct Pair(Syntax Key, Syntax Value);

    /// <summary>One term of an order-by clause.</summary>
    public readonly record struct Term(Syntax Expression, bool Descending);
}
