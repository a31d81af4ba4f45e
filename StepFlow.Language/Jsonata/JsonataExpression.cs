using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>Which functions an expression may call.</summary>
public enum JsonataDialect
{
    /// <summary>JSONata 2.0.6 with the functions AWS Step Functions adds and without <c>$eval</c>, which it refuses.</summary>
    StepFunctions,

    /// <summary>JSONata 2.0.6 as published.</summary>
    Reference,
}

/// <summary>How to read an expression.</summary>
public sealed record JsonataOptions
{
    public static JsonataOptions Default { get; } = new();

    public JsonataDialect Dialect { get; init; } = JsonataDialect.StepFunctions;
}

/// <summary>
/// A JSONata 2.0.6 expression: parsed and compiled once, to be evaluated any number of times, also at the same time.
/// </summary>
/// <example>
/// <code>
/// var total = JsonataExpression.Parse("$sum(orders.(price * quantity))");
/// JsonValue? result = total.Evaluate(JsonValue.Parse("""{"orders": [{"price": 3, "quantity": 2}]}"""));   // 6
/// </code>
/// </example>
public sealed class JsonataExpression
{
    private readonly Program _program;
    private readonly Builtins _builtins;
    private readonly Syntax _syntax;
    private JsonataReferences? _references;

    private JsonataExpression(string text, Syntax syntax, Program program, Builtins builtins)
    {
        Text = text;
        _syntax = syntax;
        _program = program;
        _builtins = builtins;
    }

    public string Text { get; }

    /// <summary>What the expression refers to outside itself.</summary>
    public JsonataReferences References => _references ??= JsonataReferences.Of(_syntax, _builtins);

    /// <summary>Throws <see cref="JsonataException"/> with one of JSONata's S-codes and the position when the text is no expression.</summary>
    public static JsonataExpression Parse(string text, JsonataOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        var syntax = Parser.Parse(text);
        var builtins = (options ?? JsonataOptions.Default).Dialect is JsonataDialect.Reference ? Builtins.Reference : Builtins.StepFunctions;
        return new(text, syntax, Compiler.Run(Shaper.Run(syntax)), builtins);
    }

    /// <summary>
    /// The value of the expression; the .NET null when it has none (undefined). Throws <see cref="JsonataException"/> when evaluating it
    /// fails, and when the result is or contains a function, which JSON cannot say.
    /// </summary>
    public JsonValue? Evaluate(JsonValue? input, JsonataEnvironment? environment = null)
    {
        var result = EvaluateRaw(input, environment);
        return result.Kind is JsonataResultKind.Function
            ? throw new JsonataException(ErrorCatalog.FunctionResult, "The result of the expression is a function, or contains one, and has no JSON representation")
            : result.Value;
    }

    /// <summary>As <see cref="Evaluate"/>, but says what kind of result there is instead of refusing functions.</summary>
    public JsonataResult EvaluateRaw(JsonValue? input, JsonataEnvironment? environment = null)
    {
        var run = new Evaluation(environment ?? JsonataEnvironment.Empty, input, _program.GlobalNames, _builtins);
        try
        {
            return ResultCleaner.Clean(_program.Run(Wrapped(input), run), run.NeedsCleaning);
        }
        catch (InsufficientExecutionStackException)
        {
            throw Evaluation.TooDeep();
        }
    }

    public override string ToString() => Text;

    /// <summary>An input that is an array counts as one context, not as many.</summary>
    internal static JsonValue? Wrapped(JsonValue? input)
    {
        if (input is not JsonArray)
        {
            return input;
        }

        var wrapper = new Sequence { IsWrapper = true };
        wrapper.Add(input);
        return wrapper;
    }
}
