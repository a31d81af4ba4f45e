using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>An operator of two operands; both are evaluated first.</summary>
internal abstract class OperatorNode(Node left, Node right, string symbol, int position) : Node
{
    protected string Symbol => symbol;

    protected sealed override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        var a = left.Evaluate(input, frame, run);
        var b = right.Evaluate(input, frame, run);
        try
        {
            return Apply(a, b, run);
        }
        catch (JsonataException e) when (e.ClaimedBy(position, symbol))
        {
            throw;
        }
    }

    protected abstract JsonValue? Apply(JsonValue? left, JsonValue? right, Evaluation run);
}

/// <summary><c>+ - * / %</c></summary>
internal sealed class ArithmeticNode(Node left, Node right, string symbol, int position) : OperatorNode(left, right, symbol, position)
{
    private readonly char _op = symbol[0];

    protected override JsonValue? Apply(JsonValue? left, JsonValue? right, Evaluation run)
    {
        if (left is not null && !Numbers.IsNumeric(left))
        {
            throw new JsonataException("T2001") { Value = left };
        }

        if (right is not null && !Numbers.IsNumeric(right))
        {
            throw new JsonataException("T2002") { Value = right };
        }

        if (left is null || right is null)
        {
            return null;
        }

        var a = ((JsonNumber)left).Value;
        var b = ((JsonNumber)right).Value;
        return run.Number(_op switch
        {
            '+' => a + b,
            '-' => a - b,
            '*' => a * b,
            '/' => a / b,
            _ => a % b,
        });
    }
}

/// <summary><c>=</c> and <c>!=</c>: false when either side is undefined.</summary>
internal sealed class EqualityNode(Node left, Node right, string symbol, int position) : OperatorNode(left, right, symbol, position)
{
    private readonly bool _equal = symbol[0] is '=';

    protected override JsonValue? Apply(JsonValue? left, JsonValue? right, Evaluation run) =>
        JsonBoolean.Of(left is not null && right is not null && Comparing.DeepEquals(left, right) == _equal);
}

/// <summary><c>&lt; &lt;= &gt; &gt;=</c> between two numbers or two texts.</summary>
internal sealed class ComparisonNode(Node left, Node right, string symbol, int position) : OperatorNode(left, right, symbol, position)
{
    protected override JsonValue? Apply(JsonValue? left, JsonValue? right, Evaluation run)
    {
        if (left is not (null or JsonString or JsonNumber) || right is not (null or JsonString or JsonNumber))
        {
            throw new JsonataException("T2010") { Value = left is JsonString or JsonNumber ? right : left };
        }

        return (left, right) switch
        {
            (null, _) or (_, null) => null,
            (JsonNumber a, JsonNumber b) => JsonBoolean.Of(Holds(a.Value, b.Value)),
            (JsonString a, JsonString b) => JsonBoolean.Of(Holds(string.CompareOrdinal(a.Value, b.Value), 0)),
            _ => throw new JsonataException("T2009") { Value = left, SecondValue = right },
        };
    }

    private bool Holds(double a, double b) => Symbol switch
    {
        "<" => a < b,
        "<=" => a <= b,
        ">" => a > b,
        _ => a >= b,
    };
}

/// <summary><c>&amp;</c></summary>
internal sealed class ConcatNode(Node left, Node right, string symbol, int position) : OperatorNode(left, right, symbol, position)
{
    protected override JsonValue? Apply(JsonValue? left, JsonValue? right, Evaluation run) =>
        run.Text(string.Concat(left is null ? "" : Stringifier.ToText(left), right is null ? "" : Stringifier.ToText(right)));
}

/// <summary><c>in</c></summary>
internal sealed class IncludesNode(Node left, Node right, string symbol, int position) : OperatorNode(left, right, symbol, position)
{
    protected override JsonValue? Apply(JsonValue? left, JsonValue? right, Evaluation run)
    {
        if (left is null || right is null)
        {
            return JsonValue.False;
        }

        if (!Arrays.TryItems(right, out var items))
        {
            return JsonBoolean.Of(Comparing.Same(left, right));
        }

        foreach (var item in items)
        {
            if (Comparing.Same(left, item))
            {
                return JsonValue.True;
            }
        }

        return JsonValue.False;
    }
}

/// <summary><c>..</c></summary>
internal sealed class RangeNode(Node left, Node right, string symbol, int position) : OperatorNode(left, right, symbol, position)
{
    private const double Longest = 1e7;

    protected override JsonValue? Apply(JsonValue? left, JsonValue? right, Evaluation run)
    {
        if (left is not (null or JsonNumber { IsInteger: true }))
        {
            throw new JsonataException("T2003") { Value = left };
        }

        if (right is not (null or JsonNumber { IsInteger: true }))
        {
            throw new JsonataException("T2004") { Value = right };
        }

        if (left is not JsonNumber { Value: var first } || right is not JsonNumber { Value: var last } || first > last)
        {
            return null;
        }

        var size = last - first + 1;
        if (size > Longest)
        {
            throw new JsonataException("D2014") { Value = JsonNumber.Of(size) };
        }

        run.HoldNumbers((long)size);
        return Sequence.Range((long)first, (int)size, collapses: true);
    }
}

/// <summary><c>and</c> and <c>or</c>, which may leave their right side alone, and claim the errors in it.</summary>
internal sealed class LogicNode(Node left, Node right, string symbol, int position) : Node
{
    private readonly bool _isAnd = symbol[0] is 'a';

    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run)
    {
        var first = left.Evaluate(input, frame, run);
        try
        {
            var holds = Truth.Of(first);
            return JsonBoolean.Of(holds == _isAnd ? Truth.Of(right.Evaluate(input, frame, run)) : holds);
        }
        catch (JsonataException e) when (e.ClaimedBy(position, symbol))
        {
            throw;
        }
    }
}

/// <summary>Unary minus.</summary>
internal sealed class NegateNode(Node operand, int position) : Node
{
    protected override JsonValue? Compute(JsonValue? input, Frame frame, Evaluation run) => operand.Evaluate(input, frame, run) switch
    {
        null => null,
        JsonNumber n when Numbers.IsNumeric(n) => JsonNumber.Of(-n.Value),
        var other => throw new JsonataException("D1002", position, "-") { Value = other },
    };
}
