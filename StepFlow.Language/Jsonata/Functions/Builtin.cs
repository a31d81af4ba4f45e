using StepFlow.Language.Json;

namespace StepFlow.Language.Jsonata;

/// <summary>The work of a built-in function; its arguments have been checked, one for every parameter.</summary>
internal delegate JsonValue? Body(JsonValue?[] arguments, Evaluation run);

/// <summary>One built-in function: a row of a table.</summary>
/// <param name="arity">How many arguments a higher-order function may pass it.</param>
internal sealed class Builtin(string name, string signature, int arity, Body body) : Function
{
    private readonly Signature _signature = Signature.Parse(signature);

    public string Name => name;

    public override int Arity => arity;

    public override JsonValue? Invoke(JsonValue?[] arguments, JsonValue? context, Evaluation run) =>
        body(_signature.Validate(arguments, context), run);
}

/// <summary>The functions one dialect knows without anybody binding them.</summary>
internal sealed class Builtins
{
    private static readonly Builtin[] Common =
    [
        .. StringFunctions.All, .. RegexFunctions.All, .. EncodingFunctions.All, .. NumberFunctions.All, .. ArrayFunctions.All,
        .. HigherOrderFunctions.All, .. ObjectFunctions.All, .. DateFunctions.All,
    ];

    /// <summary>JSONata as published.</summary>
    public static readonly Builtins Reference = new([.. Common, .. NumberFunctions.ReferenceOnly], new EvalFunction());

    /// <summary>What AWS Step Functions offers: no <c>$eval</c>, functions of its own.</summary>
    public static readonly Builtins StepFunctions = new([.. Common, .. StepFunctionsFunctions.All]);

    private readonly Dictionary<string, Function> _byName = new(StringComparer.Ordinal);

    private Builtins(Builtin[] functions, EvalFunction? eval = null)
    {
        foreach (var function in functions)
        {
            _byName[function.Name] = function;
        }

        if (eval is not null)
        {
            _byName["eval"] = eval;
        }
    }

    public Function? Find(string name) => _byName.GetValueOrDefault(name);
}
