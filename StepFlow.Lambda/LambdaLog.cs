using Microsoft.Extensions.Logging;

namespace StepFlow.Lambda;

internal static partial class LambdaLog
{
    [LoggerMessage(300, LogLevel.Debug, "Function {Function} answered {RequestId} after {Duration} ms")]
    public static partial void FunctionAnswered(this ILogger logger, string function, string requestId, double duration);

    [LoggerMessage(301, LogLevel.Information, "Function {Function} failed {RequestId} with {ErrorType} after {Duration} ms")]
    public static partial void FunctionFailed(this ILogger logger, string function, string requestId, string errorType, double duration);

    [LoggerMessage(302, LogLevel.Warning, "Event {RequestId} for function {Function} was dropped after {Attempts} attempts: {ErrorType}")]
    public static partial void EventDropped(this ILogger logger, string requestId, string function, int attempts, string errorType);

    [LoggerMessage(303, LogLevel.Warning, "There is no function '{Function}' here; there are {Known}")]
    public static partial void FunctionUnknown(this ILogger logger, string function, string known);

    [LoggerMessage(388, LogLevel.Error, "A listener to the lines of function {Function} threw")]
    public static partial void OutputBroke(this ILogger logger, Exception exception, string function);

    [LoggerMessage(389, LogLevel.Error, "Function {Function} is no longer kept running, by a defect of StepFlow")]
    public static partial void SupervisionBroke(this ILogger logger, Exception exception, string function);

    [LoggerMessage(390, LogLevel.Error, "{Method} {Path} failed by a defect of StepFlow")]
    public static partial void RequestBroke(this ILogger logger, Exception exception, string method, string path);
}
