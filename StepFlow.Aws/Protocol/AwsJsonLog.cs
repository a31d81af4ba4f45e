using Microsoft.Extensions.Logging;

namespace StepFlow.Aws.Protocol;

internal static partial class AwsJsonLog
{
    [LoggerMessage(1000, LogLevel.Error, "{Target} broke by a defect of StepFlow (request {RequestId})")]
    public static partial void OperationBroke(this ILogger logger, Exception exception, string target, string requestId);

    [LoggerMessage(1001, LogLevel.Debug, "{Target} refused: {Code}: {Text}")]
    public static partial void OperationRefused(this ILogger logger, string target, string code, string? text);
}
