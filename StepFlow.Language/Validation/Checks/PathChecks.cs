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
        if (Text(value, path, judging) is { } text && !PathExpression.TryParse(text, out _))
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

        var isValid = IntrinsicCall.LooksLikeCall(text)
            ? IntrinsicCall.TryParse(text, out var call) && TextFunctions.Contains(call.FunctionName, StringComparer.Ordinal)
            : PathExpression.TryParse(text, out _);
        if (!isValid)
        {
            judging.Schema(Messages.NotAPath, path);
        }
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
