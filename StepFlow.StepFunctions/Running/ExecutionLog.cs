using Microsoft.Extensions.Logging;

namespace StepFlow.StepFunctions.Running;

internal static partial class ExecutionLog
{
    [LoggerMessage(100, LogLevel.Error, "Execution {ExecutionArn} stopped by a defect of StepFlow; please report it")]
    public static partial void ExecutionBroke(this ILogger logger, Exception exception, string executionArn);

    [LoggerMessage(101, LogLevel.Information, "Took up {Count} executions that were running when the service stopped")]
    public static partial void ExecutionsResumed(this ILogger logger, int count);

    [LoggerMessage(102, LogLevel.Error, "Execution {ExecutionArn} cannot be taken up again: {Problem}")]
    public static partial void ExecutionLost(this ILogger logger, string executionArn, string problem);

    [LoggerMessage(103, LogLevel.Error, "Task {Resource} of {ExecutionArn} failed by a defect of StepFlow")]
    public static partial void TaskBroke(this ILogger logger, Exception exception, string resource, string executionArn);

    [LoggerMessage(104, LogLevel.Error, "{Observer} failed at {ExecutionArn} by a defect of StepFlow; the execution goes on")]
    public static partial void ObserverBroke(this ILogger logger, Exception exception, string observer, string executionArn);

    [LoggerMessage(105, LogLevel.Warning, "Mock configuration {File}: {Problem}")]
    public static partial void MockProblem(this ILogger logger, string file, string problem);

    [LoggerMessage(120, LogLevel.Error, "Map Run {MapRunArn} stopped by a defect of StepFlow; please report it")]
    public static partial void MapRunBroke(this ILogger logger, Exception exception, string mapRunArn);
}
