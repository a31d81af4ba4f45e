using StepFlow.Language.Intrinsics;
using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>Checks of fields that hold a path.</summary>
internal static class PathChecks
{
    private static readonly string[] TextFunctions =
        ["Format", "JsonToString", "ArrayGetItem", "Base64Encode", "Base64Decode", "Hash", "UUID"];

    /// <summary>InputPath and OutputPath: any path, or null for an empty object.</summary>
    public static void PathOrNull(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonNull)
        {
            Path(value, path, judging);
        }
    }

    public static void Path(JsonValue value, string path, Judging judging)
    {
        if (Text(value, path, judging) is { } text && !IsPath(text, path, judging))
        {
            judging.Schema(Messages.NotAPath, path);
        }
    }

    /// <summary>ResultPath: a place in the input, or null to drop the result.</summary>
    public static void ResultPath(JsonValue value, string path, Judging judging)
    {
        if (value is not JsonNull)
        {
            Reference(value, path, judging, p => p.Root is PathRoot.Input);
        }
    }

    /// <summary>A place in the input or in a variable.</summary>
    public static void Reference(JsonValue value, string path, Judging judging) =>
        Reference(value, path, judging, p => p.Root is not PathRoot.Context);

    /// <summary>A place in the input, in a variable or in the context object.</summary>
    public static void ReferenceOrContext(JsonValue value, string path, Judging judging) => Reference(value, path, judging, _ => true);

    /// <summary>The sides of a comparison; AWS words a missing dollar differently there.</summary>
    public static void Compared(JsonValue value, string path, Judging judging)
    {
        if (value is JsonString { Value: not ['$', ..] } && !judging.IsToken(value))
        {
            judging.Schema($"{Messages.NotAReferencePath}: Reference path didn't start with '$'", path);
        }
        else
        {
            ReferenceOrContext(value, path, judging);
        }
    }

    /// <summary>ErrorPath and CausePath: a path, or a call that gives a string.</summary>
    public static void TextSource(JsonValue value, string path, Judging judging)
    {
        if (Text(value, path, judging) is not { } text)
        {
            return;
        }

        if (!IsPathOrCall(text, path, judging, call => TextFunctions.Contains(call.FunctionName, StringComparer.Ordinal)))
        {
            judging.Schema(Messages.NotAPath, path);
        }
    }

    public static bool IsPathOrCall(string text, string path, Judging judging, Func<IntrinsicCall, bool>? isAllowed = null)
    {
        if (!IntrinsicCall.LooksLikeCall(text))
        {
            return IsPath(text, path, judging);
        }

        if (!IntrinsicCall.TryParse(text, out var call) || isAllowed?.Invoke(call) is false)
        {
            return false;
        }

        foreach (var argument in call.Paths)
        {
            VariableChecks.Expect(argument.VariableName, path, judging);
        }

        return true;
    }

    private static bool IsPath(string text, string path, Judging judging)
    {
        if (!PathExpression.TryParse(text, out var parsed))
        {
            return false;
        }

        VariableChecks.Expect(parsed.VariableName, path, judging);
        return true;
    }

    private static void Reference(JsonValue value, string path, Judging judging, Func<PathExpression, bool> isAllowed)
    {
        if (Text(value, path, judging) is not { } text)
        {
            return;
        }

        if (!PathExpression.TryParse(text, out var parsed))
        {
            judging.Schema(text is ['$', ..] ? Messages.NotAReferencePath : Messages.NotAPath, path);
        }
        else if (!parsed.IsReference || !isAllowed(parsed))
        {
            judging.Schema(Messages.NotAReferencePath, path);
        }
        else
        {
            VariableChecks.Expect(parsed.VariableName, path, judging);
        }
    }

    private static string? Text(JsonValue value, string path, Judging judging)
    {
        if (value is JsonString s)
        {
            return judging.Findings.HasToken(s.Value) ? null : s.Value;
        }

        judging.Schema(Messages.ExpectedType("STRING"), path);
        return null;
    }
}
