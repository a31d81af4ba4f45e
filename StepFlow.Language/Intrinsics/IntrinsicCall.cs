using System.Diagnostics.CodeAnalysis;
using StepFlow.Language.Errors;
using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;

namespace StepFlow.Language.Intrinsics;

/// <summary>A call like <c>States.Format('{}', $.name)</c>, compiled once. Immutable, shared between executions.</summary>
public sealed class IntrinsicCall
{
    private readonly IntrinsicNode _root;

    internal IntrinsicCall(string text, IntrinsicNode root)
    {
        Text = text;
        _root = root;
        Paths = [.. root.Paths];
    }

    public string Text { get; }

    /// <summary>The outermost function, without <c>States.</c></summary>
    public string FunctionName => _root is IntrinsicNode.Call call ? call.Name : IntrinsicFunctions.Format;

    /// <summary>All paths among the arguments, those of inner calls included.</summary>
    public IReadOnlyList<PathExpression> Paths { get; }

    /// <summary>Whether a template's text is meant as a call: paths start with <c>$</c>, calls with <c>States.</c></summary>
    public static bool LooksLikeCall(string text) => text.StartsWith("States.", StringComparison.Ordinal);

    /// <summary>Throws <see cref="IntrinsicSyntaxException"/>. Number and kind of arguments are looked at when the call is evaluated.</summary>
    public static IntrinsicCall Parse(string text) => IntrinsicParser.Parse(text);

    public static bool TryParse(string text, [NotNullWhen(true)] out IntrinsicCall? call)
    {
        try
        {
            call = Parse(text);
            return true;
        }
        catch (IntrinsicSyntaxException)
        {
            call = null;
            return false;
        }
    }

    /// <summary>Throws <see cref="StatesException"/> with the cause AWS gives (without the part that names the state).</summary>
    public JsonValue Evaluate(IPathScope scope, IntrinsicEnvironment environment)
    {
        try
        {
            return _root.Evaluate(scope, environment);
        }
        catch (IntrinsicFault fault)
        {
            // The documentation says States.IntrinsicFailure; the service was seen to say States.Runtime.
            throw StatesException.Runtime($"The function '{Text}' had the following error: {fault.Message}");
        }
    }

    public override string ToString() => Text;
}
