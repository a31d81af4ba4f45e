using System.Collections.Frozen;
using StepFlow.Language.Json;

namespace StepFlow.ConsoleUI.Graph.Reading;

/// <summary>What a Task does, read from its Resource: <c>Lambda · worker</c>, <c>DynamoDB · putItem</c>.</summary>
internal static class TaskDetail
{
    // Names of services as AWS writes them, where capitalising the ARN's word would not do.
    private static readonly FrozenDictionary<string, string> Services = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["apigateway"] = "API Gateway",
        ["bedrock"] = "Bedrock",
        ["cloudwatch"] = "CloudWatch",
        ["codebuild"] = "CodeBuild",
        ["cloudwatchlogs"] = "CloudWatch Logs",
        ["dynamodb"] = "DynamoDB",
        ["ec2"] = "EC2",
        ["ecr"] = "ECR",
        ["ecs"] = "ECS",
        ["emrserverless"] = "EMR Serverless",
        ["eks"] = "EKS",
        ["elasticmapreduce"] = "EMR",
        ["eventbridge"] = "EventBridge",
        ["events"] = "EventBridge",
        ["http"] = "HTTP",
        ["iam"] = "IAM",
        ["kms"] = "KMS",
        ["mediaconvert"] = "MediaConvert",
        ["rds"] = "RDS",
        ["s3"] = "S3",
        ["sagemaker"] = "SageMaker",
        ["secretsmanager"] = "Secrets Manager",
        ["sfn"] = "Step Functions",
        ["sns"] = "SNS",
        ["sqs"] = "SQS",
        ["ssm"] = "Systems Manager",
        ["states"] = "Step Functions",
        ["sts"] = "STS",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static string Of(JsonObject state)
    {
        if (StateDetail.Text(state["Resource"]) is not { Length: > 0 } resource)
        {
            return "Task";
        }

        // arn:partition:service:region:account:resource…; a substitution such as ${AWS::Partition} may stand for any part.
        var parts = Split(resource);
        return parts is not ["arn", _, var service, _, _, _, ..] ? $"Task · {resource}"
            : service is "states" && parts is [_, _, _, _, _, "activity", var activity] ? $"Activity · {activity}"
            : service is "states" ? Integration(parts[5..], state)
            : service is "lambda" ? $"Lambda · {FunctionOf(resource)}"
            : $"Task · {resource}";
    }

    private static string Integration(string[] parts, JsonObject state)
    {
        var (service, action) = parts is ["aws-sdk", var sdk, var call, ..] ? (sdk, call) : (parts[0], parts.Length > 1 ? parts[1] : "");
        var pattern = "";
        var dot = action.IndexOf('.', StringComparison.Ordinal);
        if (dot >= 0)
        {
            pattern = action[dot..] is ".waitForTaskToken" ? " · task token" : action[dot..] is ".sync" or ".sync:2" ? " · sync" : "";
            action = action[..dot];
        }

        return $"{ServiceName(service)} · {(service is "lambda" && FunctionName(state) is { } function ? function : action)}{pattern}";
    }

    private static string? FunctionName(JsonObject state)
    {
        var arguments = (state["Arguments"] ?? state["Parameters"]) as JsonObject;
        return StateDetail.Text(arguments?["FunctionName"]) is { Length: > 0 } name ? FunctionOf(name) : null;
    }

    // The function's name and qualifier; $LATEST says nothing.
    private static string FunctionOf(string name)
    {
        var parts = Split(name.EndsWith(":$LATEST", StringComparison.Ordinal) ? name[..^8] : name);
        return parts is ["arn", _, "lambda", _, _, "function", .. var rest] ? string.Join(':', rest) : string.Join(':', parts);
    }

    // Colons inside ${…} do not part anything.
    private static string[] Split(string arn)
    {
        var parts = new List<string>();
        var (start, depth) = (0, 0);
        for (var i = 0; i <= arn.Length; i++)
        {
            if (i == arn.Length || (arn[i] is ':' && depth is 0))
            {
                parts.Add(arn[start..i]);
                start = i + 1;
            }
            else
            {
                depth = arn[i] is '{' ? depth + 1 : arn[i] is '}' ? Math.Max(0, depth - 1) : depth;
            }
        }

        return [.. parts];
    }

    private static string ServiceName(string service) =>
        Services.GetValueOrDefault(service) ?? (service.Length is 0 ? "Task" : char.ToUpperInvariant(service[0]) + service[1..]);
}
