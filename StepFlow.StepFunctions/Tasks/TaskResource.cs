using System.Diagnostics.CodeAnalysis;

namespace StepFlow.StepFunctions.Tasks;

/// <summary>What the <c>Resource</c> of a Task names: a function, an activity, or an action of a service.</summary>
public abstract record TaskResource(string Arn)
{
    /// <summary><c>arn:aws:lambda:region:account:function:name[:qualifier]</c></summary>
    public sealed record LambdaFunction(string Arn, string Region, string Account, string Name, string? Qualifier) : TaskResource(Arn);

    /// <summary><c>arn:aws:states:region:account:activity:name</c></summary>
    public sealed record Activity(string Arn, string Region, string Account, string Name) : TaskResource(Arn);

    /// <summary><c>arn:aws:states:::[aws-sdk:]service:action[.pattern]</c></summary>
    public sealed record Integration(string Arn, string Service, string Action, IntegrationPattern Pattern, bool IsAwsSdk) : TaskResource(Arn)
    {
        /// <summary>History's <c>resourceType</c>: <c>lambda</c>, <c>aws-sdk:dynamodb</c>.</summary>
        public string ResourceType => IsAwsSdk ? "aws-sdk:" + Service : Service;

        /// <summary>History's <c>resource</c>: <c>invoke</c>, <c>startExecution.sync:2</c>.</summary>
        public string ResourceName => Action + Suffix(Pattern);

        public bool Is(string service, string action) => !IsAwsSdk
            && string.Equals(Service, service, StringComparison.Ordinal)
            && string.Equals(Action, action, StringComparison.Ordinal);

        private static string Suffix(IntegrationPattern pattern) => pattern switch
        {
            IntegrationPattern.Sync => ".sync",
            IntegrationPattern.Sync2 => ".sync:2",
            IntegrationPattern.WaitForTaskToken => ".waitForTaskToken",
            _ => "",
        };
    }

    /// <summary>Reads an ARN; false where it has the form of none of the three. Whether an integration exists is <see cref="IntegrationCatalog"/>'s to say.</summary>
    public static bool TryParse(string arn, [NotNullWhen(true)] out TaskResource? resource)
    {
        resource = Parse(arn);
        return resource is not null;
    }

    private static TaskResource? Parse(string arn) => arn.Split(':') switch
    {
        ["arn", _, "lambda", var region, var account, "function", { Length: > 0 } name] => new LambdaFunction(arn, region, account, name, Qualifier: null),
        ["arn", _, "lambda", var region, var account, "function", { Length: > 0 } name, { Length: > 0 } qualifier] =>
            new LambdaFunction(arn, region, account, name, qualifier),
        ["arn", _, "states", var region, var account, "activity", { Length: > 0 } name] => new Activity(arn, region, account, name),
        ["arn", _, "states", "", "", "aws-sdk", { Length: > 0 } service, .. var rest] => ParseIntegration(arn, service, rest, isAwsSdk: true),
        ["arn", _, "states", "", "", { Length: > 0 } service, .. var rest] => ParseIntegration(arn, service, rest, isAwsSdk: false),
        _ => null,
    };

    private static Integration? ParseIntegration(string arn, string service, string[] rest, bool isAwsSdk)
    {
        var text = string.Join(':', rest);
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var action = dot < 0 ? text : text[..dot];
        IntegrationPattern? pattern = (dot < 0 ? "" : text[dot..]) switch
        {
            "" => IntegrationPattern.RequestResponse,
            ".sync" => IntegrationPattern.Sync,
            ".sync:2" => IntegrationPattern.Sync2,
            ".waitForTaskToken" => IntegrationPattern.WaitForTaskToken,
            _ => null,
        };
        return pattern is { } known && action.Length > 0 && !action.Contains(':', StringComparison.Ordinal)
            ? new(arn, service, action, known, isAwsSdk)
            : null;
    }
}
