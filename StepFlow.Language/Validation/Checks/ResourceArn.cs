using System.Text.RegularExpressions;

namespace StepFlow.Language.Validation.Checks;

internal enum ResourceKind
{
    NotAnArn,
    Unknown,
    Lambda,
    Activity,
    Integration,

    /// <summary>The tasks that the States Language specification uses in its examples.</summary>
    Workflow,
}

/// <summary>What a Task's Resource names.</summary>
/// <param name="Pattern">The part of an integration that waits: <c>.sync</c> or <c>.waitForTaskToken</c>.</param>
internal readonly partial record struct ResourceArn(ResourceKind Kind, string? Pattern = null)
{
    private const string Callback = ".waitForTaskToken";

    public static ResourceArn Parse(string arn)
    {
        var parts = arn.Split(':', 6);
        if (parts.Length < 6 || parts[0] is not "arn" || parts[1].Length is 0)
        {
            return new(ResourceKind.NotAnArn);
        }

        var (service, resource) = (parts[2], parts[5]);
        return service switch
        {
            "lambda" => new(Function().IsMatch(resource) ? ResourceKind.Lambda : ResourceKind.Unknown),
            "swf" when resource.StartsWith("task:", StringComparison.Ordinal) => new(ResourceKind.Workflow),
            "states" when resource.StartsWith("activity:", StringComparison.Ordinal) => new(ResourceKind.Activity),
            "states" => Integration(resource),
            _ => new(ResourceKind.Unknown),
        };
    }

    private static ResourceArn Integration(string resource)
    {
        var (api, pattern) = SplitPattern(resource);
        var at = api.IndexOf(':', StringComparison.Ordinal);
        if (at < 0)
        {
            return new(ResourceKind.Unknown);
        }

        var (service, action) = (api[..at], api[(at + 1)..]);
        var isKnown = service is "aws-sdk"
            ? pattern is null or Callback && IsSdkCall(action)
            : Integrations.Knows(service, action, pattern);
        return isKnown ? new(ResourceKind.Integration, pattern is ".sync:2" ? ".sync" : pattern) : new(ResourceKind.Unknown);
    }

    private static (string Api, string? Pattern) SplitPattern(string resource)
    {
        foreach (var pattern in new[] { ".sync:2", ".sync", Callback })
        {
            if (resource.EndsWith(pattern, StringComparison.Ordinal))
            {
                return (resource[..^pattern.Length], pattern);
            }
        }

        return (resource, null);
    }

    [GeneratedRegex(@"\Afunction:[A-Za-z0-9_-]+(:(\$LATEST|[A-Za-z0-9_-]+))?\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Function();

    // service:action, the action in camel case.
    private static bool IsSdkCall(string call)
    {
        var at = call.IndexOf(':', StringComparison.Ordinal);
        return at > 0
            && at + 1 < call.Length
            && call[..at].All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-')
            && char.IsAsciiLetterLower(call[at + 1])
            && call[(at + 1)..].All(char.IsAsciiLetterOrDigit);
    }
}
