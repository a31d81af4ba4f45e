using System.Text.RegularExpressions;

namespace StepFlow.Lambda;

/// <summary>What a caller may write for a function: name, name:alias, partial or full ARN, with or without qualifier.</summary>
internal sealed partial record FunctionName(string Name, string? Qualifier)
{
    public const string Latest = "$LATEST";

    private const string Pattern =
        @"(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_\.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?";

    /// <summary>Account and region of an ARN are not compared: a local function stands in for the one of any account.</summary>
    public static FunctionName Parse(string text, string? qualifierParameter = null)
    {
        var match = Reference().Match(text);
        if (!match.Success || text.Length > 256)
        {
            throw LambdaRefusals.Validation(
                text, "functionName", $"Member must satisfy regular expression pattern: {Pattern}");
        }

        var inName = match.Groups["qualifier"] is { Success: true } group ? group.Value : null;
        var parameter = string.IsNullOrEmpty(qualifierParameter) ? null : qualifierParameter;
        if (inName is not null && parameter is not null && !string.Equals(inName, parameter, StringComparison.Ordinal))
        {
            throw LambdaRefusals.InvalidParameter(
                "The derived qualifier from the function name does not match the specified qualifier.");
        }

        return new(match.Groups["name"].Value, inName ?? parameter);
    }

    public static bool IsPlainName(string text) => Plain().IsMatch(text);

    [GeneratedRegex(@"^[a-zA-Z0-9_-]{1,64}$", RegexOptions.ExplicitCapture)]
    private static partial Regex Plain();

    [GeneratedRegex(
        @"^(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d:)?(\d{12}:)?(function:)?(?<name>[a-zA-Z0-9_.-]+)(:(?<qualifier>\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9_-]+))?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Reference();
}
