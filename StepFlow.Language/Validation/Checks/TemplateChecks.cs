using StepFlow.Language.Intrinsics;
using StepFlow.Language.Json;
using StepFlow.Language.JsonPath;
using StepFlow.Language.Validation.Schemas;

namespace StepFlow.Language.Validation.Checks;

/// <summary>Payload templates of JSONPath states: what stands behind a name that ends in <c>.$</c>.</summary>
internal static class TemplateChecks
{
    private const string Suffix = ".$";

    public static void Template(JsonValue value, string path, Judging judging)
    {
        switch (value)
        {
            case JsonObject o:
                CheckObject(o, path, judging);
                break;
            case JsonArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    Template(array[i], $"{path}[{i}]", judging);
                }

                break;
        }
    }

    public static void ObjectTemplate(JsonValue value, string path, Judging judging)
    {
        if (value is JsonObject o)
        {
            CheckObject(o, path, judging);
        }
        else
        {
            judging.Schema(Messages.ExpectedType("OBJECT"), path);
        }
    }

    private static void CheckObject(JsonObject o, string path, Judging judging)
    {
        foreach (var (name, value) in o.Members)
        {
            if (!name.EndsWith(Suffix, StringComparison.Ordinal))
            {
                WarnAboutMissingSuffix(name, value, path, judging);
                Template(value, $"{path}/{name}", judging);
                continue;
            }

            if (!IsDynamic(value, $"{path}/{name}", judging))
            {
                judging.Schema(Messages.NotATemplateValue(name), path);
            }

            var plain = name[..^Suffix.Length];
            if (o.Has(plain))
            {
                judging.Schema($"The field '{plain}' exists twice once '{Suffix}' is stripped from '{name}'", path);
            }
        }
    }

    private static bool IsDynamic(JsonValue value, string path, Judging judging) => judging.IsToken(value)
        || (value is JsonString { Value: var text } && (judging.Findings.HasToken(text) || PathChecks.IsPathOrCall(text, path, judging)));

    private static void WarnAboutMissingSuffix(string name, JsonValue value, string path, Judging judging)
    {
        if (value is JsonString { Value: var text } && ((text.StartsWith("$.", StringComparison.Ordinal) || text.StartsWith("$$.", StringComparison.Ordinal))
            ? PathExpression.TryParse(text, out _)
            : IntrinsicCall.LooksLikeCall(text) && IntrinsicCall.TryParse(text, out _)))
        {
            judging.Findings.Warn(
                DiagnosticCodes.NoDollar,
                $"The field '{name}' does not end with '.$', but its value appears to be a JSONPath or intrinsic function",
                $"{path}/{name}");
        }
    }
}
